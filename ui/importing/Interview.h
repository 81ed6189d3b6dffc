/// The questions about a table nobody knows, one after the other, each with its proposal: what is this, which column is
/// the student, the date, the score. The answers make a layout. Plain values; GUI thread.
#pragma once

#include "core/ingest/ImportPreview.h"

#include <QList>

namespace lectern {

struct InterviewChoice
{
    enum class Kind { What, Column, Constant, Nothing };
    Kind kind = Kind::Column;
    QString text;
    QString detail;  ///< "S001 · S002 · S003"; what it is, in short
    int column = -1; ///< of the table, for Kind::Column
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
    struct Said
    {
        QStringList headers;
        QString constant;
        bool nothing = false;
    };
    [[nodiscard]] const LayoutProposal& proposal() const { return m_preview.proposals[std::size_t(m_kind)]; }
    [[nodiscard]] InterviewQuestion kindQuestion() const;
    [[nodiscard]] InterviewQuestion columnQuestion(const ColumnSchema& target) const;
    [[nodiscard]] Said proposedFor(const ColumnSchema& target) const;
    void chooseKind(int kind);

    SourcePreview m_preview;
    std::size_t m_source;
    int m_kind = 0;
    QStringList m_asked; ///< columns of the target that are asked about
    int m_at = 0;        ///< 0 = what it is, then m_asked
    QMap<QString, Said> m_said;
};

} // namespace lectern
