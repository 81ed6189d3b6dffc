/// The questions of an import as a person sees them: a column that changed, old and new side by side; and a table nobody
/// knows, its choices beside its first rows. Copy what ImportStatus asks. GUI thread.
#pragma once

#include "ui/importing/ImportFlow.h"
#include "ui/importing/PreviewTable.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

namespace lectern {

class DriftView final : public QWidget
{
    Q_OBJECT

public:
    explicit DriftView(const Theme& theme, QWidget* parent = nullptr);
    /// `preview`: the file, shown below; null = not at hand.
    void setQuestion(const DriftQuestion& question, const SourcePreview* preview);
    /// What the column is called now if the person says otherwise than it seems; "" = as it seems.
    [[nodiscard]] QString header() const;
    /// False while a column no row can be read without is still to be found.
    [[nodiscard]] bool answered() const;

Q_SIGNALS:
    void changed();

private:
    struct Side
    {
        QWidget* card;
        QLabel* when;
        QLabel* name;
        QLabel* values;
    };
    [[nodiscard]] Side makeSide(const QString& when);
    void fill(Side& side, const QString& name, const QString& type, const QStringList& values);
    void setNames();
    void showName();

    Theme m_theme;
    QLabel* m_asked;
    QLabel* m_then;
    Side m_before, m_now;
    DriftQuestion m_question;
    QStringList m_headers; ///< of the table that is shown
    QComboBox* m_instead;
    PreviewTable* m_table;
};

class UnknownView final : public QWidget
{
    Q_OBJECT

public:
    explicit UnknownView(const Theme& theme, QWidget* parent = nullptr);
    void setQuestion(const InterviewQuestion& question, const std::shared_ptr<const ImportPreview>& preview);
    [[nodiscard]] InterviewAnswer answer() const;
    [[nodiscard]] bool answered() const;
    [[nodiscard]] QListWidget* choices() const { return m_choices; }

Q_SIGNALS:
    void changed();

private:
    void take();

    Theme m_theme;
    InterviewQuestion m_question;
    std::shared_ptr<const ImportPreview> m_preview; ///< whose table is shown, with m_question.source
    QListWidget* m_choices;
    QLineEdit* m_constant;
    QLabel* m_why;
    PreviewTable* m_table;
};

} // namespace lectern
