/// The gradebook part of the roster bundle: categories, line items and results. Thread: one.
#pragma once

#include "core/simulate/Output.h"
#include "core/simulate/World.h"

namespace lectern::simulation {

class Gradebook
{
public:
    Gradebook(const World& world, Output& output) : m_world(world), m_output(output) {}
    void categories(CsvFile& file) const;
    void lineItems(CsvFile& file) const;                          ///< all that have been set by today
    [[nodiscard]] Result<void> results(CsvFile& file) const;      ///< of all that were due by today

private:
    const World& m_world;
    Output& m_output;
};

} // namespace lectern::simulation
