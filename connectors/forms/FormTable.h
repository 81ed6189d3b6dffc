/// A form's export as a table: where its header is, what each question is, and its rows. The questions are classified
/// by one pass over all answers before any row is handed out. Pool thread.
#pragma once

#include "connectors/forms/AnswerScales.h"
#include "core/base/Cancel.h"
#include "core/table/TableHead.h"

#include <vector>

namespace lectern {

enum class QuestionKind { Scale, Choice, Text, Meta };

struct FormQuestion
{
    int position = 0;   ///< column of the file, from 1
    QString text;       ///< header with white space collapsed
    std::string key;    ///< name in `extra`: the text, made unique
    QString topic;      ///< title of the grid, or what stands before a colon; may be empty
    QuestionKind kind = QuestionKind::Text;
    AnswerScale scale;  ///< if kind is Scale
    bool reversed = false;
};

/// All a form's export tells about itself.
struct FormShape
{
    QString form;           ///< name, from the file's
    HeadedTable table;
    bool whole = true;      ///< the file holds all responses, as form programs write it; not known of a table read with a layout
    int header = 0;         ///< index into table.head.records
    std::vector<FormQuestion> questions; ///< every column, in order
    int email = -1;         ///< column of the respondent's e-mail address; -1 = none
    int student = -1;       ///< column of the number the school knows the student by; -1 = none
    int describing = -1;    ///< column in which respondents say who they are; -1 = none
    QString respondent;     ///< of the whole form, "unknown" if it has several or does not say
    QString dateOrder;      ///< of the time stamps; empty = no evidence
    QStringList zones;      ///< zone words behind the time stamps
    qint64 responses = 0;
};

/// Which record of a head is a form's header; -1 = this is no form.
[[nodiscard]] int formHeader(const TableHead& head);

/// "Family survey" for "Family survey (Responses) - Form Responses 1.csv", and for the sheet "Form Responses 1" of
/// "Family survey (Responses).xlsx".
[[nodiscard]] QString formName(const Source& source);

/// Reads the whole source once. Errors "source.…", "table.…", "cancelled" and those of the source.
[[nodiscard]] Result<FormShape> formShape(const Source& source, const Cancel& cancel);

/// The responses of a form, one record at a time: blank records and repeated headers are left out.
class FormRecords
{
public:
    [[nodiscard]] static Result<FormRecords> open(const Source& source, const HeadedTable& table, int header);
    [[nodiscard]] Result<bool> next();
    [[nodiscard]] std::span<const std::string_view> cells() const { return m_records->cells(); }
    [[nodiscard]] qint64 record() const { return m_records->row(); }
    [[nodiscard]] double progress() const { return m_records->progress(); }
    [[nodiscard]] QStringList remarks() const { return m_records->remarks(); }

private:
    std::unique_ptr<RowSource> m_records;
    std::vector<std::string> m_header;
};

/// Text without white space around it.
[[nodiscard]] std::string_view trimmedAnswer(std::string_view text);

} // namespace lectern
