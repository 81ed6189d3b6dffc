#include "app/cli/Filters.h"

#include <QCoreApplication>

namespace lectern::cli {

QList<QCommandLineOption> filterOptions()
{
    return {
        {"where", QCoreApplication::translate("CommandLine", "Only rows with this value; may be given again."), "DIM=VALUE"},
        {"from", QCoreApplication::translate("CommandLine", "First day that counts."), "YYYY-MM-DD"},
        {"to", QCoreApplication::translate("CommandLine", "Last day that counts."), "YYYY-MM-DD"},
    };
}

Result<Filter> filterOf(const Context& context)
{
    Filter filter;
    for (const QString& text : context.options.value("where")) {
        const qsizetype at = text.indexOf('=');
        if (at < 1)
            return wrongUsage(QCoreApplication::translate("CommandLine", "--where takes DIM=VALUE, not \"%1\".").arg(text));
        filter.where[text.left(at)] << text.mid(at + 1);
    }
    LECTERN_ASSIGN(filter.from, context.day("from"));
    LECTERN_ASSIGN(filter.to, context.day("to"));
    return filter;
}

} // namespace lectern::cli
