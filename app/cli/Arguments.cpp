#include "app/cli/Arguments.h"

#include "app/cli/TextOutput.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>

namespace lectern::cli {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CommandLine", text);
}

/// Options that mean the same for every command.
QList<QCommandLineOption> generalOptions()
{
    return {
        {"json", tr("Print the result as one JSON document.")},
        {"as-of", tr("Set the school clock: figures as of this day."), "YYYY-MM-DD"},
        {"as", tr("Who asks."), "PERSON"},
        {"audience", tr("Whom the answer is for: staff or outside."), "WHO"},
        {{"h", "help"}, tr("Show this help.")},
    };
}

QString optionLine(const QCommandLineOption& option)
{
    QString names;
    for (const QString& name : option.names())
        names += (names.isEmpty() ? "" : ", ") + QString(name.size() == 1 ? "-" : "--") + name;
    if (!option.valueName().isEmpty())
        names += ' ' + option.valueName();
    return names;
}

QString optionsText(const QList<QCommandLineOption>& options)
{
    QList<QStringList> rows;
    for (const QCommandLineOption& option : options)
        rows << QStringList{"  " + optionLine(option), option.description()};
    return alignedText({}, rows);
}

QString callText(const Command& command)
{
    QString text = "lectern-cli " + command.name;
    if (!command.arguments.isEmpty())
        text += ' ' + command.arguments;
    return text + " [" + tr("OPTIONS") + ']';
}

Result<Audience> audienceFrom(const QString& name)
{
    if (name == "staff")
        return Audience::Staff;
    if (name == "outside")
        return Audience::Outside;
    return wrongUsage(tr("--audience is \"staff\" or \"outside\", not \"%1\".").arg(name));
}

Result<void> fillGeneral(Context& context)
{
    LECTERN_ASSIGN(context.asOf, context.day("as-of"));
    context.viewer.person = context.value("as");
    if (context.has("audience")) {
        LECTERN_ASSIGN(const Audience audience, audienceFrom(context.value("audience")));
        context.audience = audience;
    }
    return {};
}

Result<void> countArguments(const Command& command, qsizetype count)
{
    if (count < command.least)
        return wrongUsage(tr("\"%1\" needs more arguments: %2").arg(command.name, callText(command)));
    if (command.most >= 0 && count > command.most)
        return wrongUsage(tr("\"%1\" takes fewer arguments: %2").arg(command.name, callText(command)));
    return {};
}

} // namespace

Result<Call> parse(const QStringList& words, Context& context)
{
    context.json = words.contains("--json");
    if (words.isEmpty())
        return wrongUsage(tr("Which command? \"lectern-cli --help\" lists them."));
    if (words.first() == "--version")
        return Call{Call::Kind::Version, nullptr};
    if (words.first() == "--help" || words.first() == "-h" || words.first() == "help")
        return Call{Call::Kind::Help, nullptr};
    const Command* const found = command(words.first());
    if (!found)
        return wrongUsage(tr("There is no command \"%1\". \"lectern-cli --help\" lists them.").arg(words.first()));

    QCommandLineParser parser;
    const QList<QCommandLineOption> options = found->options + generalOptions();
    parser.addOptions(options);
    const bool understood = parser.parse(words); // the command's name stands where a program's would
    context.json = parser.isSet("json");
    if (parser.isSet("help"))
        return Call{Call::Kind::Help, found};
    if (!understood)
        return wrongUsage(parser.errorText());
    for (const QCommandLineOption& option : options)
        if (const QString name = option.names().last(); parser.isSet(name))
            context.options[name] = parser.values(name);
    context.arguments = parser.positionalArguments();
    LECTERN_TRY(countArguments(*found, context.arguments.size()));
    LECTERN_TRY(fillGeneral(context));
    return Call{Call::Kind::Run, found};
}

Answer help(const Command* command)
{
    Answer answer;
    if (command) {
        answer.text = callText(*command) + "\n\n" + command->summary + "\n\n";
        if (!command->options.isEmpty())
            answer.text += tr("Options:") + '\n' + optionsText(command->options) + '\n';
        answer.text += tr("For every command:") + '\n' + optionsText(generalOptions()) + '\n'
            + tr("Example:") + "\n  lectern-cli " + command->example + '\n';
        answer.json = {{"command", command->name}, {"summary", command->summary}, {"example", "lectern-cli " + command->example}};
        return answer;
    }
    QList<QStringList> rows;
    QJsonArray list;
    for (const Command& candidate : commands()) {
        rows << QStringList{"  " + candidate.name + ' ' + candidate.arguments, candidate.summary};
        list << QJsonObject{{"command", candidate.name}, {"arguments", candidate.arguments}, {"summary", candidate.summary}};
    }
    answer.text = "lectern-cli " + tr("COMMAND SCHOOL [ARGUMENTS] [OPTIONS]") + "\n\n"
        + tr("SCHOOL is the path of a .lectern file. \"lectern-cli COMMAND --help\" shows an example.") + "\n\n"
        + tr("Commands:") + '\n' + alignedText({}, rows) + '\n'
        + tr("Exit status: 0 done, 1 wrong usage, 2 the data was refused or a check failed, "
             "3 file, disk, database or network error, 4 cancelled.") + '\n';
    answer.json = {{"commands", list}};
    return answer;
}

} // namespace lectern::cli
