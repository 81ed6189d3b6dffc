#include "ui/data/SourceList.h"

#include "ui/data/Wording.h"
#include "ui/dialogs/Sheet.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QGridLayout>
#include <QScrollArea>
#include <algorithm>

namespace lectern {

namespace {

constexpr int fewestLines = 4, mostLines = 8;

QString translate(const char* text, int n = -1)
{
    return QCoreApplication::translate("SourceList", text, nullptr, n);
}

} // namespace

QWidget* sourceList(const QList<FeedLine>& feeds, const Theme& theme)
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.space5);
    grid->setVerticalSpacing(theme.space1);
    int row = 0;
    for (const FeedLine& feed : feeds) {
        const QString when = feed.lastMs > 0 ? translate("last import %1").arg(moment(feed.lastMs)) : translate("nothing in force");
        grid->addWidget(roleLabel(feed.name, TextRole::BodyStrong, theme), row, 0);
        grid->addWidget(roleLabel(feed.connector, TextRole::Body, theme, true), row, 1);
        grid->addWidget(roleLabel(when, TextRole::Body, theme), row, 2);
        grid->addWidget(roleLabel(translate("%Ln file(s)", feed.files), TextRole::Body, theme, true), row, 3);
        QLabel* refused = roleLabel(feed.refused > 0 ? translate("▲ %Ln row(s) refused", int(feed.refused)) : QString(),
                                    TextRole::Body, theme);
        setInk(refused, theme.watch);
        grid->addWidget(refused, row, 4);
        ++row;
    }
    grid->setColumnStretch(0, 3);
    for (int each : {1, 2, 3, 4})
        grid->setColumnStretch(each, each == 2 ? 3 : 2);
    auto* list = new QWidget;
    grid->setContentsMargins(0, 0, 0, 0);
    list->setLayout(grid);
    auto* scroll = new QScrollArea; // a school has many sources; each stays a line
    scroll->setObjectName(QStringLiteral("sources"));
    scroll->setWidgetResizable(true);
    scroll->setWidget(list);
    list->setAutoFillBackground(false); // the card shows through
    const int line = QFontMetrics(theme.font(TextRole::Body)).lineSpacing() + theme.space1;
    scroll->setMinimumHeight(std::min(row, fewestLines) * line);
    scroll->setMaximumHeight(std::min(list->sizeHint().height() + 2, mostLines * line));
    scroll->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    return scroll;
}

} // namespace lectern
