/// What became of every file of an import, or what went wrong. Copies an ImportStatus. GUI thread.
#pragma once

#include "ui/dialogs/Sheet.h"
#include "ui/importing/ImportFlow.h"

#include <QScrollArea>

namespace lectern {

class ResultView final : public QScrollArea
{
    Q_OBJECT

public:
    explicit ResultView(const Theme& theme, QWidget* parent = nullptr);
    void setStatus(const ImportStatus& status);

private:
    void addLines(const ImportSummary& summary, QVBoxLayout* column);
    void addNotRead(const ImportSummary& summary, QVBoxLayout* column);

    Theme m_theme;
};

} // namespace lectern
