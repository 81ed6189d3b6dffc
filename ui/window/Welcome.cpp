/// The empty state of the whole window.
#include "ui/window/Welcome.h"

#include "ui/charts/Draw.h"
#include "ui/theme/Icon.h"

#include <QPainter>
#include <QPushButton>

namespace lectern {

namespace {

constexpr double boxWidth = 720;
constexpr double boxHeight = 400;

struct Line
{
    const char* icon;
    const char* what;
    const char* where;
};

constexpr Line lines[] = {
    {"segments", QT_TRANSLATE_NOOP("lectern::Welcome", "Students, classes, courses, marks"),
     QT_TRANSLATE_NOOP("lectern::Welcome", "OneRoster export (zip or folder) of your SIS")},
    {"engagement", QT_TRANSLATE_NOOP("lectern::Welcome", "Lessons opened, videos, quizzes"),
     QT_TRANSLATE_NOOP("lectern::Welcome", "learning events of your LMS, as JSON")},
    {"overview", QT_TRANSLATE_NOOP("lectern::Welcome", "Attendance"),
     QT_TRANSLATE_NOOP("lectern::Welcome", "daily attendance and calendar, as CSV")},
    {"content", QT_TRANSLATE_NOOP("lectern::Welcome", "Test results"),
     QT_TRANSLATE_NOOP("lectern::Welcome", "MAP Growth or a plain table of scores, as CSV")},
    {"help", QT_TRANSLATE_NOOP("lectern::Welcome", "Surveys"),
     QT_TRANSLATE_NOOP("lectern::Welcome", "Google Forms answers, as CSV")},
};

} // namespace

Welcome::Welcome(QWidget* parent)
    : QWidget(parent), m_theme(theme(ThemeKind::Light)), m_import(new QPushButton(tr("Import files…"), this)),
      m_sample(new QPushButton(tr("Open the sample school"), this)), m_open(new QPushButton(tr("Open a school…"), this))
{
    setAccessibleName(tr("Welcome"));
    m_import->setProperty("primary", true);
    connect(m_import, &QPushButton::clicked, this, &Welcome::importRequested);
    connect(m_sample, &QPushButton::clicked, this, &Welcome::sampleRequested);
    connect(m_open, &QPushButton::clicked, this, &Welcome::openRequested);
}

void Welcome::setLook(const Theme& theme)
{
    m_theme = theme;
    update();
}

void Welcome::setDropping(bool dropping)
{
    m_dropping = dropping;
    update();
}

QRectF Welcome::box() const
{
    const double width = std::min(boxWidth, this->width() - 48.0);
    return {(this->width() - width) / 2, std::max(16.0, (height() - boxHeight) / 2 - 20), width, boxHeight};
}

void Welcome::resizeEvent(QResizeEvent*)
{
    const QRectF area = box();
    int x = int(area.left()) + m_theme.space6;
    for (QPushButton* button : {m_import, m_sample, m_open}) {
        button->adjustSize();
        button->move(x, int(area.bottom()) - m_theme.space6 - button->height());
        x += button->width() + m_theme.space2;
    }
}

void Welcome::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme.ground);
    const QRectF area = box();
    painter.setPen(m_dropping ? QPen(m_theme.accent, 2, Qt::DashLine) : QPen(m_theme.line, 1));
    painter.setBrush(m_dropping ? m_theme.accentSoft : m_theme.card);
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), m_theme.radius, m_theme.radius);
    const QRectF inner = area.adjusted(m_theme.space6, m_theme.space6, -m_theme.space6, -m_theme.space6);
    double y = inner.top();
    draw::text(painter, QRectF(inner.left(), y, inner.width(), 28), Qt::AlignLeft | Qt::AlignVCenter,
               tr("Drop your exports here"), m_theme.font(TextRole::PageTitle), m_theme.ink);
    y += 34;
    y += draw::wrapped(painter, QRectF(inner.left(), y, inner.width(), 40), Qt::AlignLeft,
                       tr("Lectern reads the files your systems already write and shows who is learning, what works "
                          "and who is slipping. "
                          "Everything stays in one file on this computer."),
                       m_theme.font(TextRole::Body), m_theme.quiet, 3);
    y += m_theme.space4;
    for (const Line& line : lines) {
        painter.setPen(QPen(m_theme.line, 1));
        painter.drawLine(QPointF(inner.left(), y + 0.5), QPointF(inner.right(), y + 0.5));
        painter.drawPixmap(QPointF(inner.left() + 2, y + 10),
                           iconPixmap(QLatin1String(line.icon), m_theme.accent, 16, devicePixelRatioF()));
        const double half = inner.width() * 0.44;
        draw::text(painter, QRectF(inner.left() + 30, y, half - 30, 36), Qt::AlignLeft | Qt::AlignVCenter,
                   tr(line.what), m_theme.font(TextRole::BodyStrong), m_theme.ink);
        draw::text(painter, QRectF(inner.left() + half, y, inner.width() - half, 36), Qt::AlignLeft | Qt::AlignVCenter,
                   tr(line.where), m_theme.font(TextRole::Body), m_theme.quiet);
        y += 36;
    }
}

} // namespace lectern
