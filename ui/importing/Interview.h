/// The questions about a table nobody knows, one after the other, each with its proposal: what is this, which column is
/// the student, the date, the score; and what "F" means where a column may say but a few things. The answers make a layout. Plain values; GUI thread.
#pragma once

#include "core/ingest/ImportPreview.h"

#include <QList>

namespace lectern {

struct InterviewChoice
{
    enum class Kind { What, Column, Constant, Nothing, Meaning };
    Kind kind = Kind::Column;
    QString text;
    QString detail;  ///< "S001 · S002 · S003"; what it is, in short
    int column = -1; ///< of the table, for Kind::Column
    QString value = {}; ///< for Kind::Meaning: as the target writes it
};

struct InterviewQuestion
{
    QString file;      ///< as a person knows it
    QString question;  ///< "Which column says who the student is?"
    QString why;       ///< why the proposal is made; may be empty
    QList<InterviewChoice> choices;
    QList<int> proposed;   ///< of the choices; empty = nothing was found
    bool several = false;  ///< more than one column may be chosen
    QString constant;      ///< proposed text for Kind::Constant
    bool day = false;      ///< such a text must be a day
    int about = -1;        ///< column of the table the question is about
    int number = 1, of = 1;
    std::size_t source = 0; ///< index into ImportPreview::sources
};

struct InterviewAnswer
{
    QList<int> chosen; ///< of the choices
    QString constant;  ///< for Kind::Constant
};

class Interview
{
public:
    /// `preview` has proposals; `source` is its index.
    Interview(const SourcePreview& preview, std::size_t source);

    [[nodiscard]] InterviewQuestion question() const;
    /// Takes the answer; false when it was the last. An answer without a choice changes nothing and is true.
    [[nodiscard]] bool answer(const InterviewAnswer& answer);
    /// To the question before, with what was answered; false at the first.
    [[nodiscard]] bool back();
    [[nodiscard]] Layout layout() const;

private:
    /// Which column is the target's `column`; or what `text`, as LayoutCell::values has it, means in it.
    struct Step
    {
        QString column;
        QString text = {};
    };
    struct Said
    {
        QStringList headers;
        QString constant;
        bool nothing = false;
        bool operator==(const Said&) const = default;
    };
    [[nodiscard]] const LayoutProposal& proposal() const { return m_preview.proposals[std::size_t(m_kind)]; }
    [[nodiscard]] InterviewQuestion kindQuestion() const;
    [[nodiscard]] InterviewQuestion columnQuestion(const ColumnSchema& target) const;
    [[nodiscard]] InterviewQuestion meaningQuestion(const Step& step) const;
    [[nodiscard]] Said proposedFor(const ColumnSchema& target) const;
    [[nodiscard]] const ColumnSchema& targetOf(const Step& step) const;
    [[nodiscard]] QMap<QString, QString> meaningsIn(const QString& column) const;
    [[nodiscard]] QStringList textsOf(const Said& chosen) const;
    [[nodiscard]] bool isRowId(const QString& column) const;
    void chooseKind(int kind);
    void askMeanings(const QString& column);
    void settleRowId();

    SourcePreview m_preview;
    std::size_t m_source;
    int m_kind = 0;
    QList<Step> m_steps; ///< asked after what it is
    int m_at = 0;        ///< 0 = what it is, then m_steps
    QMap<QString, Said> m_said;                   ///< by column of the target
    QMap<QString, QMap<QString, QString>> m_meant; ///< by column of the target and text: what a person said it means
    QString m_rowId; ///< header of the column that numbers rows without a number of their own; "" = none
};

} // namespace lectern
