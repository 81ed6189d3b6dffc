/// The one sheet of an import that is prepared: what each file is, its first rows with what is wrong in them, what will
/// happen in words and numbers. While rows are loaded it shows how far that is. Copies an ImportStatus. GUI thread.
#pragma once

#include "ui/importing/PreviewTable.h"
#include "ui/importing/ProgressView.h"

#include <QListWidget>
#include <QStackedWidget>

namespace lectern {

class MessageView;

class ReadyView final : public QWidget
{
    Q_OBJECT

public:
    explicit ReadyView(const Theme& theme, QWidget* parent = nullptr);
    void setStatus(const ImportStatus& status);
    [[nodiscard]] QListWidget* files() const { return m_files; }

private:
    void setPreview(const std::shared_ptr<const ImportPreview>& preview);
    void showSource(int index);
    void showConsequence();
    void showEffect(const ImportEffect& effect);
    [[nodiscard]] QWidget* makeCard();

    Theme m_theme;
    std::shared_ptr<const ImportPreview> m_preview;
    ImportEffect m_effect;
    int m_source = -1;
    QListWidget* m_files;
    QLabel* m_name;
    QLabel* m_rows;
    QLabel* m_format;
    QStackedWidget* m_inside; ///< the table, or why there is none
    PreviewTable* m_table;
    MessageView* m_trouble;
    QLabel* m_faults;
    QStackedWidget* m_bottom; ///< what will happen, or how far it is
    QLabel* m_consequence;
    QLabel* m_counting;
    QHBoxLayout* m_parts;
    ProgressView* m_progress;
};

} // namespace lectern
