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
    /// What a column that seems to be gone is called now, as the person says; "" = it is gone.
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

    Theme m_theme;
    QLabel* m_asked;
    QLabel* m_then;
    Side m_before, m_now;
    DriftQuestion m_question;
    QComboBox* m_instead;
    PreviewTable* m_table;
};

class UnknownView final : public QWidget
{
    Q_OBJECT

public:
    explicit UnknownView(const Theme& theme, QWidget* parent = nullptr);
    void setQuestion(const InterviewQuestion& question, const ImportPreview& preview);
    [[nodiscard]] InterviewAnswer answer() const;
    [[nodiscard]] bool answered() const;
    [[nodiscard]] QListWidget* choices() const { return m_choices; }

Q_SIGNALS:
    void changed();

private:
    void take();

    Theme m_theme;
    InterviewQuestion m_question;
    std::size_t m_shown = std::size_t(-1);
    QListWidget* m_choices;
    QLineEdit* m_constant;
    QLabel* m_why;
    PreviewTable* m_table;
};

} // namespace lectern
