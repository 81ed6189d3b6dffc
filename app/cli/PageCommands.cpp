/// page, report: what the window shows, as a picture or on paper, without a window.
#include "app/cli/Command.h"
#include "app/cli/Filters.h"
#include "core/page/Alerts.h"
#include "core/page/Page.h"
#include "ui/print/ReportPrinter.h"
#include "ui/window/PageImage.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QImage>

namespace lectern::cli {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CommandLine", text);
}

/// What goes into a report: "school" is every page about the school, a page's id that page alone. Error "page.unknown".
Result<QList<PageSpec>> pagesOf(const QString& report)
{
    const std::vector<PageSpec> all = pageSpecs();
    if (report == "school") {
        QList<PageSpec> told;
        for (const PageSpec& page : all)
            if (!page.lower)
                told << page;
        return told;
    }
    QStringList names{"school"};
    for (const PageSpec& page : all) {
        if (page.id == report)
            return QList<PageSpec>{page};
        names << page.id;
    }
    return failure("page.unknown", {}, {report, names.join(", ")});
}

Result<QList<PageData>> evaluated(const Context& context, const Database& reader, const QList<PageSpec>& specs, Audience audience)
{
    LECTERN_ASSIGN(const Filter filter, filterOf(context));
    const ProgressSink tell = context.console->progress();
    QList<PageData> pages;
    for (const PageSpec& spec : specs) {
        tell({.stage = "read", .subject = spec.title, .fraction = double(pages.size()) / double(specs.size())});
        LECTERN_ASSIGN(PageData data, evaluatePage(reader, spec, filter, context.asOf, context.viewer, audience,
                                                   context.console->cancel()));
        pages << std::move(data);
    }
    return pages;
}

/// "1366x768"; error "usage".
Result<QSize> sizeOf(const QString& text)
{
    const QStringList parts = text.split('x');
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    if (parts.size() != 2 || size.width() < 320 || size.height() < 240 || size.width() > 8192 || size.height() > 8192)
        return wrongUsage(tr("--size is WIDTHxHEIGHT in pixels, at least 320x240, not \"%1\".").arg(text));
    return size;
}

Result<ThemeKind> themeOf(const QString& name)
{
    if (name == "light")
        return ThemeKind::Light;
    if (name == "dark")
        return ThemeKind::Dark;
    return wrongUsage(tr("--theme is light or dark, not \"%1\".").arg(name));
}

Result<Answer> runPage(const Context& context)
{
    if (!context.has("png"))
        return wrongUsage(tr("\"page\" needs --png FILE."));
    LECTERN_ASSIGN(const QSize size, sizeOf(context.has("size") ? context.value("size") : QStringLiteral("1366x768")));
    LECTERN_ASSIGN(const ThemeKind theme, themeOf(context.has("theme") ? context.value("theme") : QStringLiteral("light")));
    LECTERN_ASSIGN(const PageSpec spec, pageSpec(context.arguments.at(1)));
    LECTERN_ASSIGN(auto school, context.school());
    LECTERN_ASSIGN(const Database reader, goldReader(*school));
    LECTERN_ASSIGN(const QList<PageData> pages, evaluated(context, reader, {spec}, context.audience.value_or(Audience::Screen)));
    const QString file = context.value("png");
    const QString name = school->name().isEmpty() ? QFileInfo(school->path()).completeBaseName() : school->name();
    LECTERN_ASSIGN(const AlertFacts facts, alertFacts(reader));
    if (!pageImage(pages.first(), pageSpecs(), name, size, theme, int(alertsOf(facts).size())).save(file, "PNG"))
        return failure("file.unwritable", {.file = file});
    return Answer{.json = {{"page", spec.id}, {"png", file}, {"width", size.width()}, {"height", size.height()}},
                  .text = file + '\n',
                  .school = std::move(school)};
}

Result<Answer> runReport(const Context& context)
{
    QElapsedTimer clock;
    clock.start();
    if (!context.has("out"))
        return wrongUsage(tr("\"report\" needs --out FILE.pdf."));
    const auto paper = paperFromName(context.has("paper") ? context.value("paper") : QStringLiteral("A4"));
    if (!paper)
        return wrongUsage(tr("--paper is A4 or Letter, not \"%1\".").arg(context.value("paper")));
    LECTERN_ASSIGN(const QList<PageSpec> specs, pagesOf(context.arguments.at(1)));
    LECTERN_ASSIGN(auto school, context.school());
    LECTERN_ASSIGN(const Database reader, goldReader(*school));
    const Audience audience = context.audience.value_or(Audience::Outside);
    LECTERN_ASSIGN(const QList<PageData> pages, evaluated(context, reader, specs, audience));
    const ReportFrame frame{.school = school->name(), .audience = audience, .paper = *paper};
    const QString file = context.value("out");
    LECTERN_ASSIGN(const int sheets, writeReport(pages, frame, file, context.console->cancel()));
    const double seconds = double(clock.elapsed()) / 1000;
    return Answer{.json = {{"report", context.arguments.at(1)}, {"file", file}, {"pages", sheets}, {"seconds", seconds}},
                  .text = tr("%1: %2 pages").arg(file).arg(sheets) + '\n',
                  .school = std::move(school)};
}

} // namespace

QList<Command> pageCommands()
{
    return {
        {.name = "page",
         .arguments = "SCHOOL PAGE",
         .summary = tr("Draw a page as a picture, without a display."),
         .example = "page northside.lectern overview --png overview.png --size 1920x1080 --theme dark",
         .least = 2,
         .most = 2,
         .draws = true,
         .options = QList<QCommandLineOption>{{"png", tr("The picture to write."), "FILE"},
                                              {"size", tr("Width and height in pixels (1366x768)."), "WxH"},
                                              {"theme", tr("light or dark (light)."), "THEME"}}
             + filterOptions(),
         .run = runPage},
        {.name = "report",
         .arguments = "SCHOOL REPORT",
         .summary = tr("Write a report as PDF: \"school\" for all pages, or a page's name. Small groups are withheld unless --audience staff."),
         .example = "report northside.lectern overview --out overview.pdf --paper A4",
         .least = 2,
         .most = 2,
         .draws = true,
         .options = QList<QCommandLineOption>{{"out", tr("The PDF to write."), "FILE.pdf"}, {"paper", tr("A4 or Letter (A4)."), "SIZE"}}
             + filterOptions(),
         .run = runReport},
    };
}

} // namespace lectern::cli
