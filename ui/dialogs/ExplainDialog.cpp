#include "ui/dialogs/ExplainDialog.h"

#include "ui/charts/Numbers.h"
#include "ui/data/Wording.h"

#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

namespace lectern {

namespace {

QString rowsOf(const Explanation::SourceLine& source)
{
    QStringList numbers;
    for (const qint64 row : source.rows)
        numbers << countText(row);
    if (source.more)
        numbers << QStringLiteral("…");
    return numbers.join(QStringLiteral(", "));
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

} // namespace

QString filterWords(const Filter& filter)
{
    QStringList parts;
    for (auto it = filter.where.cbegin(); it != filter.where.cend(); ++it)
        if (!it.value().isEmpty())
            parts << QStringLiteral("%1 %2").arg(capitalised(plainName(it.key())), it.value().join(QStringLiteral(", ")));
    if (filter.from)
        parts << ExplainDialog::tr("from %1").arg(longDay(*filter.from));
    if (filter.to)
        parts << ExplainDialog::tr("to %1").arg(longDay(*filter.to));
    return parts.join(QStringLiteral(" · "));
}

ExplainWords explainWords(const TileData& tile, const Filter& filter, const Explanation& explanation)
{
    ExplainWords words;
    const MetricTable& table = tile.table;
    words.title = tile.spec.title.isEmpty() ? table.title : tile.spec.title;
    if (table.by.isEmpty() && table.rows.size() == 1) {
        const MetricRow& row = table.rows.first();
        words.value = rowText(row, table.unit);
        if (row.numerator && row.denominator && !row.withheld)
            words.fraction = (isQuotient(table.unit) ? ExplainDialog::tr("%1 divided by %2") : ExplainDialog::tr("%1 of %2"))
                                 .arg(countText(*row.numerator), countText(*row.denominator));
    }
    words.words = explanation.words;
    words.rule = table.rule == explanation.words ? QString() : table.rule;
    words.numerator = explanation.numerator;
    words.denominator = explanation.denominator;
    words.denominatorHeading = isQuotient(table.unit) ? ExplainDialog::tr("Divided by") : ExplainDialog::tr("Out of");
    words.narrowed = filterWords(filter);
    if (table.asOf)
        words.asOf = ExplainDialog::tr("data to %1").arg(longDay(*table.asOf));
    for (const Explanation::SourceLine& source : explanation.sources)
        words.sources << (source.rows.isEmpty()
                              ? sourceName(source.file)
                              : ExplainDialog::tr("%1: rows %2").arg(sourceName(source.file), rowsOf(source)));
    for (const Explanation::LoadLine& load : explanation.loads)
        words.loads << ExplainDialog::tr("load %1 · %2 · %3").arg(load.load).arg(load.feed, sourceName(load.source));
    words.models = explanation.models;
    words.sql = explanation.sql;
    return words;
}

ExplainDialog::ExplainDialog(const ExplainWords& words, const Theme& theme, QWidget* parent)
    : Sheet(words.title, {}, theme, parent)
{
    QStringList quiet;
    for (const QString& part : {words.narrowed, words.asOf})
        if (!part.isEmpty())
            quiet << part;
    setSubtitle(quiet.join(QStringLiteral(" · ")));

    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, theme.space2, 0);
    column->setSpacing(theme.space1);
    if (!words.value.isEmpty()) {
        QLabel* figure = roleLabel(words.value, TextRole::Figure, theme);
        figure->setObjectName(QStringLiteral("value"));
        column->addWidget(figure);
        if (!words.fraction.isEmpty())
            column->addWidget(roleLabel(words.fraction, TextRole::Body, theme, true));
        column->addSpacing(theme.space2);
    }
    addPart(column, tr("What it means"), words.words, QStringLiteral("words"));
    addPart(column, tr("Counted"), words.numerator, QStringLiteral("numerator"));
    addPart(column, words.denominatorHeading, words.denominator, QStringLiteral("denominator"));
    addPart(column, tr("The rule in force"), words.rule, QStringLiteral("rule"));
    addPart(column, tr("Files and rows behind it"), words.sources.join(QLatin1Char('\n')), QStringLiteral("sources"));
    addPart(column, tr("Loads"), words.loads.join(QLatin1Char('\n')), QStringLiteral("loads"));
    addQuery(column, words);
    column->addStretch();

    auto* scroll = new QScrollArea;
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Explanation"));
    content()->addWidget(scroll, 1);
    resize(600, 560);
}

void ExplainDialog::addPart(QVBoxLayout* column, const QString& heading, const QString& text, const QString& name)
{
    if (text.isEmpty())
        return;
    column->addWidget(roleLabel(heading, TextRole::CaptionStrong, look(), true));
    QLabel* label = roleLabel(text, TextRole::Body, look());
    label->setObjectName(name);
    label->setAccessibleName(heading);
    column->addWidget(label);
    column->addSpacing(look().space2);
}

void ExplainDialog::addQuery(QVBoxLayout* column, const ExplainWords& words)
{
    if (words.sql.isEmpty())
        return;
    auto* toggle = new QToolButton;
    toggle->setObjectName(QStringLiteral("showSql"));
    toggle->setText(tr("The query"));
    toggle->setCheckable(true);
    toggle->setAutoRaise(true);
    toggle->setArrowType(Qt::RightArrow);
    toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* text = new QPlainTextEdit(words.sql);
    text->setObjectName(QStringLiteral("sql"));
    text->setAccessibleName(tr("The query"));
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setMinimumHeight(140);
    text->hide();
    QLabel* models = roleLabel(tr("Reads: %1").arg(words.models.join(QStringLiteral(", "))), TextRole::Caption, look(), true);
    models->setVisible(false);
    QPushButton* copy = addTool(tr("Copy the query"), QStringLiteral("copySql"));
    copy->hide();
    connect(copy, &QPushButton::clicked, this, [sql = words.sql] { QApplication::clipboard()->setText(sql); });
    connect(toggle, &QToolButton::toggled, this, [=, this](bool open) {
        toggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        text->setVisible(open);
        copy->setVisible(open);
        models->setVisible(open && !words.models.isEmpty());
    });
    column->addWidget(toggle);
    column->addWidget(models);
    column->addWidget(text);
}

} // namespace lectern
