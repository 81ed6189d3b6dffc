/// Tooltips whose words come from a file, a name or a cell. Qt draws a tooltip that looks like HTML as HTML, and one line
/// that is long as a single line across the screen. GUI thread.
#pragma once

#include <QString>
#include <QTextDocument>

namespace lectern {

/// `text` as a tooltip that shows exactly these characters, broken into lines where it is long.
[[nodiscard]] inline QString plainTip(const QString& text)
{
    constexpr qsizetype longLine = 80;
    if (text.size() <= longLine && !Qt::mightBeRichText(text))
        return text;
    return QStringLiteral("<p style=\"white-space: pre-wrap\">%1</p>").arg(text.toHtmlEscaped());
}

} // namespace lectern
