/// Answers on scales and of choices are open (`cells`, `scores`); everything else people wrote stays in `extra`.
#include "connectors/forms/FormReaders.h"

#include "core/base/Hash.h"
#include "core/table/JsonText.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <charconv>

namespace lectern {

namespace {

const char* kindName(QuestionKind kind)
{
    switch (kind) {
    case QuestionKind::Scale:
        return "scale";
    case QuestionKind::Choice:
        return "choice";
    case QuestionKind::Meta:
        return "meta";
    case QuestionKind::Text:
        break;
    }
    return "text";
}

/// Adds one member to a JSON object in the making; `key` ends with its colon.
void addMember(std::string& json, std::string_view key, std::string_view value)
{
    json += json.empty() ? '{' : ',';
    json += key;
    appendJsonString(json, value);
}

void close(std::string& json)
{
    if (!json.empty())
        json += '}';
}

/// Fills a row by column names; columns without a value are missing.
class RowWriter
{
public:
    RowWriter(const EntitySchema& schema, RecordBatch& batch) : m_schema(schema), m_batch(batch)
    {
        m_cells.resize(schema.columns.size());
    }
    void set(const char* column, std::string_view text) { m_cells[std::size_t(m_schema.indexOf(column))] = text; }
    void write(qint64 sourceRow)
    {
        m_batch.beginRow(sourceRow);
        for (const std::string_view cell : m_cells) {
            if (cell.empty())
                m_batch.addMissing();
            else
                m_batch.addCell(cell);
        }
    }

private:
    const EntitySchema& m_schema;
    RecordBatch& m_batch;
    std::vector<std::string_view> m_cells;
};

/// The second of a time stamp in any country's order, as text that is the same for all of them: day and month stand by
/// size, because which is which may show in later rows only. Empty if the stamp has no day or no seconds.
std::string sentAt(std::string_view stamp)
{
    std::array<int, 6> numbers{};
    std::size_t count = 0;
    bool afternoon = false, forenoon = false;
    for (std::size_t i = 0; i < stamp.size();) {
        const auto [end, error] = std::from_chars(stamp.data() + i, stamp.data() + stamp.size(), numbers[count]);
        if (error == std::errc() && stamp[i] != '-') {
            i = std::size_t(end - stamp.data());
            if (++count == numbers.size()) {
                const std::size_t letter = stamp.find_first_not_of(" \xe2\x80\xaf\xc2\xa0", i); // narrow and other blanks
                const std::string_view half = letter == std::string_view::npos ? std::string_view() : stamp.substr(letter, 2);
                const bool named = half.size() == 2 && (half[1] == 'M' || half[1] == 'm' || half[1] == '.');
                afternoon = named && (half[0] == 'P' || half[0] == 'p');
                forenoon = named && (half[0] == 'A' || half[0] == 'a');
                break;
            }
        } else {
            ++i;
        }
    }
    if (count < numbers.size())
        return {};
    auto& [first, second, third, hour, minute, seconds] = numbers;
    if (first < 1000) // the year stands last
        std::swap(first, third);
    const int year = first < 100 ? first + 2000 : first;
    hour = (afternoon || forenoon) ? hour % 12 + (afternoon ? 12 : 0) : hour;
    std::string text;
    for (const int number : {year, std::min(second, third), std::max(second, third), hour, minute, seconds})
        text += std::to_string(number) + ' ';
    return text;
}

} // namespace

Result<bool> QuestionReader::next(RecordBatch& batch, const Cancel& cancel)
{
    batch.reset(int(m_schema.columns.size()));
    if (cancel.raised())
        return failure("cancelled");
    if (m_done)
        return false;
    m_done = true;
    const std::string form = m_shape.form.toStdString();
    const std::string respondent = m_shape.respondent.toStdString();
    for (const FormQuestion& question : m_shape.questions) {
        const std::string position = std::to_string(question.position);
        const std::string text = question.text.isEmpty() ? question.key : question.text.toStdString();
        const std::string topic = question.topic.toStdString();
        const std::string points =
            question.kind == QuestionKind::Scale ? std::to_string(question.scale.points) : std::string();
        RowWriter row(m_schema, batch);
        row.set("form", form);
        row.set("position", position);
        row.set("text", text);
        row.set("kind", kindName(question.kind));
        row.set("scale_points", points);
        row.set("topic", topic);
        row.set("reversed", question.reversed ? "1" : "0");
        row.set("respondent", respondent);
        row.write(m_shape.table.head.records[std::size_t(m_shape.header)].record);
    }
    return batch.rows() > 0;
}

ResponseReader::ResponseReader(const EntitySchema& schema, FormShape shape, FormRecords records, const QString& dateOrder)
    : m_schema(schema), m_shape(std::move(shape)), m_records(std::move(records)),
      m_order(dateOrder.isEmpty() ? m_shape.dateOrder : dateOrder), m_form(m_shape.form.toStdString())
{
    for (const FormQuestion& question : m_shape.questions)
        m_positions.push_back('"' + std::to_string(question.position) + "\":");
}

Result<bool> ResponseReader::next(RecordBatch& batch, const Cancel& cancel)
{
    batch.reset(int(m_schema.columns.size()));
    if (cancel.raised())
        return failure("cancelled");
    while (!batch.full()) {
        LECTERN_ASSIGN(const bool more, m_records.next());
        if (!more) {
            m_done = true;
            break;
        }
        addResponse(batch);
    }
    return batch.rows() > 0;
}

/// A response has no id of its own: when it was sent, by whom if that was collected, and how many were sent at the same
/// second before, is the response. So it stays the same one when a question is put otherwise, an answer is mended or the
/// form writes its times in another country's way. Without seconds, and where a file may be one piece of several, it is
/// what was answered to what.
std::string ResponseReader::identity()
{
    std::string content = m_form;
    const auto cells = m_records.cells();
    const std::string sent = cells.empty() || !m_shape.whole ? std::string() : sentAt(trimmedAnswer(cells.front()));
    if (!sent.empty()) {
        content += '\x1d' + sent;
        for (const int who : {m_shape.email, m_shape.student})
            if (who >= 0 && std::size_t(who) < cells.size())
                if (const std::string said = normalisedAnswer(trimmedAnswer(cells[std::size_t(who)])); !said.empty())
                    content += '\x1f' + said;
    }
    for (std::size_t i = 0; i < cells.size() && sent.empty(); ++i) {
        const std::string_view answer = trimmedAnswer(cells[i]);
        if (answer.empty())
            continue;
        content += '\x1e';
        content += i < m_shape.questions.size() ? m_shape.questions[i].key : std::to_string(i + 1);
        content += '\x1f';
        content += answer;
    }
    const Hash128 hash = hash128(content);
    std::string id = QString("%1%2").arg(hash.high, 16, 16, QChar('0')).arg(hash.low, 16, 16, QChar('0')).toStdString();
    const int occurrence = ++m_occurrences[id];
    return occurrence == 1 ? id : id + '-' + std::to_string(occurrence);
}

void ResponseReader::addResponse(RecordBatch& batch)
{
    m_cells.clear();
    m_scores.clear();
    m_extra.clear();
    const auto cells = m_records.cells();
    std::string respondent = m_shape.respondent.toStdString();
    RowWriter row(m_schema, batch);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string_view answer = trimmedAnswer(cells[i]);
        if (answer.empty())
            continue;
        if (i >= m_shape.questions.size()) {
            addMember(m_extra, "\"#col" + std::to_string(i + 1) + "\":", answer);
            continue;
        }
        const FormQuestion& question = m_shape.questions[i];
        if (i == 0) {
            row.set("timestamp", answer);
        } else if (int(i) == m_shape.email) {
            row.set("email", answer);
        } else if (int(i) == m_shape.student) {
            row.set("student_id", answer);
        } else if (question.kind == QuestionKind::Scale || question.kind == QuestionKind::Choice) {
            addMember(m_cells, m_positions[i], answer);
            const auto value = question.kind == QuestionKind::Scale ? valueOf(question.scale, normalisedAnswer(answer))
                                                                    : std::nullopt;
            if (value)
                addMember(m_scores, m_positions[i], std::to_string(*value));
        } else {
            std::string key;
            appendJsonString(key, question.key);
            addMember(m_extra, key + ':', answer);
        }
        if (int(i) == m_shape.describing) {
            const std::string said = respondentOf(answer).toStdString();
            respondent = said.empty() ? "unknown" : said;
        }
    }
    close(m_cells);
    close(m_scores);
    close(m_extra);
    const std::string id = identity();
    row.set("form", m_form);
    row.set("response", id);
    row.set("respondent", respondent);
    row.set("cells", m_cells);
    row.set("scores", m_scores);
    row.write(m_records.record());
    if (!m_extra.empty())
        batch.setExtra(m_extra);
}

double ResponseReader::progress() const
{
    return m_done ? 1 : m_records.progress();
}

QString ResponseReader::dateOrder(int column) const
{
    return column == m_schema.indexOf("timestamp") ? m_order : QString();
}

QStringList ResponseReader::remarks() const
{
    QStringList remarks = m_records.remarks();
    if (!m_shape.zones.isEmpty())
        remarks << QCoreApplication::translate("Connector",
                                               "Times carry the zone %1, which is ambiguous; they are read in the school's "
                                               "time zone.")
                       .arg(m_shape.zones.join(", "));
    const auto closed = std::ranges::count(m_shape.questions, QuestionKind::Text, &FormQuestion::kind);
    if (closed > 0)
        remarks << QCoreApplication::translate("Connector", "%1 question(s) hold free text, which stays closed.")
                       .arg(closed);
    return remarks;
}

} // namespace lectern
