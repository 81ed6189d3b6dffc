/// Connector for learning events (JSON lines or one array) and for the course structure their contents stand in.
/// Stateless; any thread.
#include "connectors/learning_events/CourseReader.h"
#include "connectors/learning_events/EventReader.h"
#include "core/connector/Connector.h"
#include "core/table/CsvReader.h"
#include "core/table/TextDecoder.h"

#include <QCoreApplication>
#include <QObject>

namespace lectern {

namespace {

constexpr qint64 headSize = 256 << 10;   // what discover looks at
constexpr qint64 wholeSize = 4 << 20;    // a structure up to this size is looked at whole
constexpr int sampleSize = 50;           // values of the head that are parsed

/// What the first values of a source are.
struct Sample
{
    int objects = 0; ///< values that are objects
    int events = 0;
    int courses = 0;
};

bool has(simdjson::dom::object object, std::string_view name)
{
    simdjson::dom::element value;
    return !object[name].get(value) && !value.is_null();
}

/// An event names who, what and when; xAPI statements and Caliper events are other connectors' business.
bool isEvent(simdjson::dom::object object)
{
    const bool what = has(object, "event_type") || has(object, "event");
    const bool who = has(object, "user_id") || has(object, "student_id") || has(object, "learner_id");
    return what && who && !has(object, "actor") && !has(object, "verb");
}

Sample sampleOf(std::string_view head, JsonValues::Layout layout, bool whole)
{
    Sample sample;
    JsonValues values(std::make_unique<MemoryReader>(head), layout);
    JsonParser parser;
    JsonValue value;
    const Cancel never;
    for (int i = 0; i < sampleSize && values.next(value, never).value_or(false); ++i) {
        if (!whole && values.cutOff())
            break; // the last value of a head is cut off
        const auto parsed = parser.parse(value.text);
        simdjson::dom::object object;
        if (!parsed || parsed->get_object().get(object))
            continue;
        ++sample.objects;
        sample.courses += CourseReader::isCourse(object) ? 1 : 0;
        sample.events += isEvent(object) ? 1 : 0;
    }
    return sample;
}

/// The bytes of a source as UTF-8: what Windows tools save as UTF-16 is decoded, all else is left to the parser.
std::unique_ptr<ByteReader> decoded(std::unique_ptr<ByteReader> bytes, std::string_view head)
{
    const Encoding encoding = encodingOf(head, false);
    if (encoding != Encoding::Utf16LittleEndian && encoding != Encoding::Utf16BigEndian)
        return bytes;
    return std::make_unique<TextDecoder>(std::move(bytes), encoding);
}

/// The head of a source as UTF-8 text.
Result<std::string> headText(const Source& source, qint64 size)
{
    LECTERN_ASSIGN(const QByteArray bytes, source.head(size));
    const std::string_view view(bytes.constData(), std::size_t(bytes.size()));
    const auto reader = decoded(std::make_unique<MemoryReader>(view), view);
    std::string text(std::size_t(size), '\0');
    std::size_t filled = 0;
    while (filled < text.size()) {
        LECTERN_ASSIGN(const qint64 count, reader->read(text.data() + filled, qint64(text.size() - filled)));
        if (count == 0)
            break;
        filled += std::size_t(count);
    }
    text.resize(filled);
    return text;
}

QString words(const char* text)
{
    return QCoreApplication::translate("Connector", text);
}

} // namespace

class LearningEventsConnector final : public QObject, public Connector
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID LECTERN_CONNECTOR_IID FILE "learning_events.json")
    Q_INTERFACES(lectern::Connector)

public:
    [[nodiscard]] Result<std::vector<Found>> discover(const Package& package, const Cancel& cancel) const override
    {
        std::vector<Found> found;
        for (const Source& source : package.sources) {
            if (cancel.raised())
                return failure("cancelled");
            const bool whole = source.size <= wholeSize;
            const auto head = headText(source, whole ? wholeSize : headSize);
            if (!head)
                continue;
            const std::string_view text = trimmedJson(*head);
            if (text.empty() || (text.front() != '{' && text.front() != '['))
                continue;
            if (auto one = recognise(source, text, whole))
                found.push_back(std::move(*one));
        }
        return found;
    }

    [[nodiscard]] Result<std::unique_ptr<Reader>> open(const OpenRequest& request, const Cancel&) const override
    {
        const Source& source = request.found.source;
        LECTERN_ASSIGN(const std::string text, headText(source, headSize));
        const std::string_view first = trimmedJson(text).substr(0, 1);
        if (first.empty())
            return failure("source.empty", {source.fullName()});
        if (first != "{" && first != "[")
            return failure("source.bad_json", {source.fullName(), 1},
                           {QCoreApplication::translate("Connector", "it begins neither with { nor with [")});
        LECTERN_ASSIGN(auto raw, source.open());
        LECTERN_ASSIGN(const QByteArray head, source.head(headSize));
        auto bytes = decoded(std::move(raw), {head.constData(), std::size_t(head.size())});
        const auto layout = JsonValues::layoutOf(text);
        if (request.found.entity == "events")
            return std::make_unique<EventReader>(*request.schema, std::move(bytes), layout, source.size);
        return std::make_unique<CourseReader>(*request.schema, std::move(bytes), layout, source.size);
    }

private:
    [[nodiscard]] static std::optional<Found> recognise(const Source& source, std::string_view text, bool whole)
    {
        const Sample sample = sampleOf(text, JsonValues::layoutOf(text), whole);
        if (sample.courses > 0 && sample.courses * 2 >= sample.objects)
            return Found{source, "contents", {}, 0.9, words(QT_TRANSLATE_NOOP("Connector", "course structure in JSON"))};
        if (sample.events > 0 && sample.events * 2 >= sample.objects)
            return Found{source, "events", {}, 0.9, words(QT_TRANSLATE_NOOP("Connector", "learning events in JSON"))};
        if (sample.objects > 0 || whole)
            return std::nullopt;
        // One value is larger than the head: its names must do.
        const auto names = [text](std::string_view name) { return text.find(name) != std::string_view::npos; };
        if (names("\"units\"") && names("\"lessons\""))
            return Found{source, "contents", {}, 0.5, words(QT_TRANSLATE_NOOP("Connector", "course structure in JSON"))};
        if ((names("\"event_type\"") || names("\"event\"")) && names("\"user_id\""))
            return Found{source, "events", {}, 0.5, words(QT_TRANSLATE_NOOP("Connector", "learning events in JSON"))};
        return std::nullopt;
    }
};

} // namespace lectern

#include "LearningEventsConnector.moc"
