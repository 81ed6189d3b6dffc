/// Asks before loads are taken back: which ones, what goes with them, and that their files can be imported again.
/// GUI thread.
#pragma once

#include "ui/data/LoadHistory.h"
#include "ui/dialogs/Sheet.h"

namespace lectern {

class UndoDialog final : public Sheet
{
    Q_OBJECT

public:
    UndoDialog(const UndoPlan& plan, const Theme& theme, QWidget* parent = nullptr);

private:
    void addList(const QString& heading, const std::vector<Load>& loads, const QString& name);
};

} // namespace lectern
