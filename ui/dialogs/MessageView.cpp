#include "ui/dialogs/MessageView.h"

#include "core/base/ErrorText.h"

#include <QCoreApplication>
#include <QHBoxLayout>

namespace lectern {

namespace {

struct WindowRemedy
{
    const char* code;
    const char* remedy;
};

// Codes whose remedy in core speaks of the command line.
constexpr WindowRemedy windowRemedies[] = {
    {"import.closures", QT_TRANSLATE_NOOP("MessageView", "If those rows are really gone, import the file again and choose Import anyway. If not, ask for a complete export.")},
    {"import.nothing", QT_TRANSLATE_NOOP("MessageView", "Import the files as the school's systems export them: CSV, JSON or a zip of these.")},
    {"load.later", QT_TRANSLATE_NOOP("MessageView", "Take the later ones back with it; their files can be imported again.")},
    {"load.undone", QT_TRANSLATE_NOOP("MessageView", "The Data page lists what is in force.")},
    {"load.unknown", QT_TRANSLATE_NOOP("MessageView", "The Data page lists the loads of this school.")},
    {"source.not_recognised", QT_TRANSLATE_NOOP("MessageView", "Import the file as the school's system exports it, with its header line unchanged.")},
};

QString remedyOf(const Error& error, const QString& fallback)
{
    for (const WindowRemedy& entry : windowRemedies)
        if (error.code == QLatin1String(entry.code))
            return QCoreApplication::translate("MessageView", entry.remedy);
    return fallback;
}

} // namespace

MessageWords messageWords(const Error& error)
{
    Error plain = error;
    plain.detail.clear(); // the system's words go to the details
    plain.where.row = 0;
    plain.where.column.clear();
    const ErrorWords text = words(plain);
    MessageWords result;
    result.happened = text.message;
    if (error.where.row > 0 || !error.where.column.isEmpty())
        result.where = words(error.where);
    result.remedy = remedyOf(error, text.remedy);
    QStringList details;
    for (const Error* each = &error; each; each = each->cause.get()) {
        QString line = each->code;
        if (!each->detail.isEmpty())
            line += QStringLiteral(": ") + each->detail;
        if (each != &error)
            line += QStringLiteral(" · ") + words(*each).message;
        details << line;
    }
    result.details = details.join(QLatin1Char('\n'));
    return result;
}

MessageView::MessageView(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_happened(roleLabel({}, TextRole::BodyStrong, theme)),
      m_where(roleLabel({}, TextRole::Body, theme)), m_remedy(roleLabel({}, TextRole::Body, theme, true)),
      m_more(new QToolButton), m_details(roleLabel({}, TextRole::Caption, theme, true))
{
    m_happened->setObjectName(QStringLiteral("happened"));
    m_where->setObjectName(QStringLiteral("where"));
    m_remedy->setObjectName(QStringLiteral("remedy"));
    m_details->setObjectName(QStringLiteral("details"));
    m_more->setObjectName(QStringLiteral("more"));
    m_more->setText(tr("Details"));
    m_more->setCheckable(true);
    m_more->setArrowType(Qt::RightArrow);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setAutoRaise(true);
    m_details->hide();
    connect(m_more, &QToolButton::toggled, this, [this](bool open) {
        m_more->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_details->setVisible(open);
    });

    auto* mark = roleLabel(QStringLiteral("▲"), TextRole::BodyStrong, theme); // the shape says it without colour
    setInk(mark, theme.concern);
    mark->setAccessibleName(tr("Problem"));
    mark->setWordWrap(false); // a label that wraps takes half of the row
    auto* column = new QVBoxLayout;
    column->setSpacing(theme.space2);
    for (QLabel* each : {m_happened, m_where, m_remedy})
        column->addWidget(each);
    column->addWidget(m_more, 0, Qt::AlignLeft); // else the column is no wider than the button
    column->addWidget(m_details);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.space3);
    row->addWidget(mark, 0, Qt::AlignTop);
    row->addLayout(column, 1);
}

void MessageView::setError(const Error& error)
{
    setWords(messageWords(error));
}

void MessageView::setWords(const MessageWords& text)
{
    m_happened->setText(text.happened);
    m_where->setText(text.where);
    m_where->setVisible(!text.where.isEmpty());
    m_remedy->setText(text.remedy);
    m_remedy->setVisible(!text.remedy.isEmpty());
    m_details->setText(text.details);
    m_more->setVisible(!text.details.isEmpty());
    setAccessibleName(text.happened);
    setAccessibleDescription(text.remedy);
}

namespace {

class MessageSheet final : public Sheet
{
public:
    MessageSheet(const QString& title, const Error& error, const Theme& theme, QWidget* parent)
        : Sheet(title, {}, theme, parent)
    {
        auto* view = new MessageView(theme);
        view->setError(error);
        content()->addWidget(view);
        content()->addStretch();
        setMinimumWidth(460);
    }
};

} // namespace

void showError(const QString& title, const Error& error, const Theme& theme, QWidget* parent)
{
    auto* sheet = new MessageSheet(title, error, theme, parent);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->setWindowModality(Qt::WindowModal);
    sheet->open();
}

} // namespace lectern
