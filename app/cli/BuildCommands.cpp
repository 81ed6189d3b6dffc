/// build, check: from raw rows to gold, and whether gold can be believed.
#include "app/cli/Command.h"
#include "app/cli/JsonOutput.h"
#include "app/cli/TextOutput.h"
#include "core/base/ErrorText.h"
#include "core/store/Inspect.h"
#include "core/page/Alerts.h"
#include "core/transform/Runner.h"

#include <QCoreApplication>

namespace lectern::cli {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CommandLine", text);
}

bool failed(const CheckOutcome& check)
{
    return check.badRows > 0 && check.severity == "error";
}

QStringList findings(const std::vector<CheckOutcome>& checks)
{
    QStringList lines;
    for (const CheckOutcome& check : checks)
        if (check.badRows > 0)
            lines << tr("%1: %2, %L3 row(s). %4")
                         .arg(failed(check) ? tr("Failed") : tr("Warning"), check.check)
                         .arg(check.badRows)
                         .arg(check.words);
    return lines;
}

QJsonArray badChecks(const std::vector<CheckOutcome>& checks)
{
    QJsonArray list;
    for (const CheckOutcome& check : checks)
        if (check.badRows > 0)
            list << toJson(check);
    return list;
}

Result<Answer> runBuild(const Context& context)
{
    LECTERN_ASSIGN(const auto school, context.school());
    const BuildOptions options{.full = context.has("full"), .select = context.value("select")};
    LECTERN_ASSIGN(const BuildReport report,
                   build(*school, options, context.console->progress(), context.console->cancel()));
    QJsonArray models;
    QList<QStringList> rows;
    for (const ModelOutcome& model : report.models) {
        models << QJsonObject{{"model", model.model}, {"action", model.action}, {"rows", model.rows}, {"seconds", model.seconds}};
        rows << QStringList{model.model, model.action, QString::number(model.rows), QString::number(model.seconds, 'f', 2)};
    }
    Answer answer;
    answer.json = {{"models", models},
                   {"checks", QJsonObject{{"passed", report.passed}, {"warned", report.warned}, {"failed", report.failed}}},
                   {"findings", badChecks(report.checks)},
                   {"seconds", report.seconds}};
    answer.text = alignedText({tr("model"), tr("action"), tr("rows"), tr("seconds")}, rows)
        + tr("Checks: %1 passed, %2 warned, %3 failed. %4 s")
              .arg(report.passed)
              .arg(report.warned)
              .arg(report.failed)
              .arg(report.seconds, 0, 'f', 1)
        + '\n';
    answer.notes = findings(report.checks) + scheduledBackup(context, *school);
    answer.status = report.failed > 0 ? int(ErrorKind::Refused) : 0;
    return answer;
}

/// What to do about a damaged file.
QString wayBack(const QString& school, const QString& backup)
{
    if (backup.isEmpty())
        return tr("There is no good backup. Keep the file as it is and import the exports into a new school.");
    return tr("The newest good backup is %1. To put it back:").arg(backup) + "\n    lectern-cli restore \"" + school +
           "\" \"" + backup + '"';
}

Answer damaged(const QString& school, const Inspection& found)
{
    const Error error{"school.damaged", {.file = school}, {found.findings.first()}, {}, nullptr};
    QJsonObject integrity{{"whole", false}, {"findings", QJsonArray::fromStringList(found.findings)}};
    integrity["backup"] = found.backup.isEmpty() ? QJsonValue() : QJsonValue(found.backup);
    Answer answer{.json = {{"error", toJson(error)}, {"integrity", integrity}}};
    answer.text = words(error).message + '\n';
    for (const QString& finding : found.findings.mid(1))
        answer.text += finding + '\n';
    answer.text += wayBack(school, found.backup) + '\n';
    answer.status = int(ErrorKind::Refused);
    return answer;
}

Result<Answer> runCheck(const Context& context)
{
    LECTERN_TRY(requireFile(context.arguments.first()));
    LECTERN_ASSIGN(const Inspection found,
                   inspect(context.arguments.first(), context.console->progress(), context.console->cancel()));
    if (!found.findings.isEmpty())
        return damaged(context.arguments.first(), found);
    LECTERN_ASSIGN(const auto school, context.school());
    LECTERN_ASSIGN(const Database reader, school->reader());
    LECTERN_ASSIGN(const std::vector<CheckOutcome> checks, runChecks(reader));
    QJsonArray list;
    int passed = 0, warned = 0, refused = 0;
    for (const CheckOutcome& check : checks) {
        list << toJson(check);
        ++(check.badRows == 0 ? passed : failed(check) ? refused : warned);
    }
    LECTERN_ASSIGN(const AlertFacts facts, alertFacts(reader));
    const std::vector<Alert> alerts = alertsOf(facts);
    Answer answer;
    answer.json = {{"integrity", QJsonObject{{"whole", true}, {"findings", QJsonArray()}}}, {"checks", list}, {"passed", passed},
                   {"warned", warned}, {"failed", refused}, {"alerts", toJson(alerts)}};
    answer.text = tr("The file is whole: every page, every index, and every row the load log counts.") + '\n';
    for (const QString& line : findings(checks))
        answer.text += line + '\n';
    for (const Alert& alert : alerts)
        answer.text += tr("Alert: %1").arg(alert.words) + '\n';
    answer.text += tr("%1 checks passed, %2 warned, %3 failed.").arg(passed).arg(warned).arg(refused) + '\n';
    answer.status = refused > 0 ? int(ErrorKind::Refused) : 0;
    return answer;
}

} // namespace

QList<Command> buildCommands()
{
    return {
        {.name = "build",
         .arguments = "SCHOOL",
         .summary = tr("Work out every table from the raw rows, where something changed; run the data checks."),
         .example = "build northside.lectern",
         .least = 1,
         .most = 1,
         .options = {{"full", tr("Build everything anew.")},
                     {"select", tr("Only this model and what it depends on."), "MODEL"}},
         .run = runBuild},
        {.name = "check",
         .arguments = "SCHOOL",
         .summary = tr("Look for damage in the file, and run the data checks."),
         .example = "check northside.lectern",
         .least = 1,
         .most = 1,
         .run = runCheck},
    };
}

} // namespace lectern::cli
