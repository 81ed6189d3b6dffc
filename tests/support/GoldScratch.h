/// A small school made by hand straight in gold, for tests of metrics that need no import: two grades, two classes, one
/// course, a handful of events. Every number of it can be counted on fingers.
#pragma once

#include "core/store/School.h"

#include <QTemporaryDir>

namespace lectern::test {

class GoldScratch
{
public:
    GoldScratch();

    [[nodiscard]] const Database& reader() const { return m_reader; }
    /// Runs a script on the school and reopens the reader.
    void execute(const QString& sql);

private:
    QTemporaryDir m_folder;
    std::unique_ptr<School> m_school;
    Database m_reader;
};

} // namespace lectern::test
