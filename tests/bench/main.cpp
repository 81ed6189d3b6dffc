// lectern-bench: how fast the real programs are, beside their rivals, in one run. Built with the tests, never run by them.
#include "tests/bench/InputFiles.h"
#include "tests/bench/Report.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <simdjson.h>

using namespace lectern::bench;

namespace {

/// The rival of `events`: every document of a file of JSON lines parsed to the end, and nothing done with it.
int parseOnly(const QString& path)
{
    simdjson::dom::parser parser;
    simdjson::padded_string bytes;
    simdjson::dom::document_stream documents;
    if (simdjson::padded_string::load(QFile::encodeName(path).toStdString()).get(bytes) || parser.parse_many(bytes).get(documents))
        return int(Status::Environment);
    qint64 count = 0;
    for (const auto document : documents) {
        if (document.error())
            return int(Status::Environment);
        ++count;
    }
    std::printf("%lld\n", static_cast<long long>(count));
    return 0;
}

int fail(const Trouble& trouble)
{
    std::fprintf(stderr, "%s\n", qPrintable(trouble.sentence));
    return int(trouble.status);
}

Outcome<qint64> positive(const QCommandLineParser& parser, const QString& option)
{
    bool ok = false;
    const qint64 value = parser.value(option).toLongLong(&ok);
    if (!ok || value < 1)
        return trouble(Status::Usage, QString("--%1 takes a whole number from 1, not \"%2\".").arg(option, parser.value(option)));
    return value;
}

Outcome<Options> optionsOf(const QCommandLineParser& parser)
{
    Options options;
    options.cases = parser.positionalArguments().isEmpty() ? caseNames() : parser.positionalArguments();
    for (const QString& name : options.cases)
        if (!caseNames().contains(name))
            return trouble(Status::Usage, QString("There is no case \"%1\". There are: %2.").arg(name, caseNames().join(' ')));
    LECTERN_ASSIGN(const qint64 runs, positive(parser, "runs"));
    LECTERN_ASSIGN(options.rows, positive(parser, "rows"));
    options.runs = int(std::min<qint64>(runs, 1000));
    if (options.rows < 10'000)
        return trouble(Status::Usage, "Fewer than 10000 rows say nothing.");
    options.self = QCoreApplication::applicationFilePath();
    options.cli = QFileInfo(parser.isSet("cli") ? parser.value("cli") : QCoreApplication::applicationDirPath() + "/lectern-cli").absoluteFilePath();
    options.quiet = parser.isSet("quiet");
    if (!QFileInfo(options.cli).isExecutable())
        return trouble(Status::Environment, "There is no lectern-cli at " + options.cli + ". Build it, or name it with --cli.");
    if (const QString why = options.cases.contains("recipe") ? whyNoRecipe() : QString(); !why.isEmpty()) {
        if (!parser.positionalArguments().isEmpty())
            return trouble(Status::Environment, "The case recipe cannot run: " + why + '.');
        std::fprintf(stderr, "The case recipe is left out: %s.\n", qPrintable(why));
        options.cases.removeAll("recipe");
    }
    if (QStandardPaths::findExecutable("sqlite3").isEmpty())
        return trouble(Status::Environment, "The sqlite3 shell is not on the PATH; it is the rival.");
    return options;
}

Outcome<int> bench(const QCommandLineParser& parser)
{
    LECTERN_ASSIGN(Options options, optionsOf(parser));
    const QString place = QDir(parser.value("dir")).absolutePath();
    const QTemporaryDir folder(place + "/lectern-bench-XXXXXX"); // removed whatever happens
    if (!folder.isValid())
        return trouble(Status::Environment, place + " cannot be written to: " + folder.errorString());
    options.folder = folder.path();
    LECTERN_ASSIGN(const std::vector<Measured> results, measure(options));
    const QByteArray text = parser.isSet("json") ? QJsonDocument(reportJson(options, results)).toJson() : reportText(options, results).toUtf8();
    std::fwrite(text.constData(), 1, std::size_t(text.size()), stdout);
    return 0;
}

} // namespace

int main(int argc, char* argv[])
{
    if (argc == 3 && QLatin1String(argv[1]) == QLatin1String("--parse-only"))
        return parseOnly(QFile::decodeName(argv[2]));
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationVersion(LECTERN_VERSION);
    QCommandLineParser parser;
    parser.setApplicationDescription("Measures lectern-cli beside its rivals.\nExit status: 0 measured, 1 wrong usage, 2 a count was wrong, "
                                     "3 something failed, 4 interrupted.");
    parser.addPositionalArgument("case", "One or more of: " + caseNames().join(' ') + ". Default: all.", "[case...]");
    parser.addOptions({{"runs", "How often each case runs; medians are shown.", "N", "5"},
                       {"rows", "Rows of the big file; the other inputs follow in proportion.", "N", QString::number(ouladRows)},
                       {"dir", "Folder on the disk to measure; everything written there is removed.", "DIR", QDir::tempPath()},
                       {"cli", "The lectern-cli to measure. Default: the one beside this program.", "PATH"},
                       {"json", "Print one JSON document."},
                       {"quiet", "No progress on standard error."}});
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(app);
    watchInterrupts();
    const Outcome<int> status = bench(parser);
    return status ? *status : fail(status.error());
}
