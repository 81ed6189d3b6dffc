/// Puts the parts of the window together.
#include "ui/window/WindowFrame.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace lectern {

WindowFrame::WindowFrame(QWidget* parent)
    : QWidget(parent), m_theme(theme(ThemeKind::Light)), m_sidebar(new Sidebar(this)), m_bar(new FilterBar(this)),
      m_stack(new QStackedWidget(this)), m_page(new PageView(this)), m_welcome(new Welcome(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_sidebar);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_stack, 1);
    row->addLayout(column, 1);
    m_stack->addWidget(m_page);
    m_stack->addWidget(m_welcome);
    setAutoFillBackground(true);
}

void WindowFrame::setPages(const std::vector<PageSpec>& pages)
{
    m_entries.clear();
    m_lower.clear();
    for (const PageSpec& page : pages)
        (page.lower ? m_lower : m_entries).append({page.id, page.title, page.icon.isEmpty() ? QStringLiteral("page") : page.icon, false});
    fillSidebar();
}

void WindowFrame::setDataPage(QWidget* page)
{
    m_data = page;
    m_stack->addWidget(page);
    fillSidebar();
}

void WindowFrame::fillSidebar()
{
    QList<SidebarEntry> entries = m_entries;
    if (m_data)
        entries.append({QStringLiteral("data"), tr("Data"), QStringLiteral("data"), true});
    for (const SidebarEntry& entry : m_lower) {
        entries.append(entry);
        entries.last().lineBefore = !m_data && entry.id == m_lower.first().id;
    }
    m_sidebar->setEntries(entries);
}

void WindowFrame::setLook(const Theme& theme)
{
    m_theme = theme;
    QPalette colours = theme.palette();
    setPalette(colours);
    m_sidebar->setLook(theme);
    m_bar->setLook(theme);
    m_page->setLook(theme);
    m_welcome->setLook(theme);
    update();
}

void WindowFrame::showLoading(const PageSpec& spec, const Filter& filter)
{
    m_bar->setChipsVisible(!spec.lower);
    m_bar->setFilter(filter);
    m_bar->setDimensions(spec.filters);
    m_sidebar->setCurrent(spec.id);
    m_page->setLoading(spec);
    m_stack->setCurrentWidget(m_page);
}

void WindowFrame::showPage(const PageData& page)
{
    showLoading(page.spec, page.filter);
    if (page.dataTo)
        m_bar->setDataTo(page.dataTo);
    m_page->setPage(page);
}

void WindowFrame::showData()
{
    if (!m_data)
        return;
    m_bar->setChipsVisible(false);
    m_sidebar->setCurrent(QStringLiteral("data"));
    m_stack->setCurrentWidget(m_data);
}

void WindowFrame::showWelcome()
{
    m_bar->setChipsVisible(false);
    m_sidebar->setCurrent({});
    m_stack->setCurrentWidget(m_welcome);
}

bool WindowFrame::showsPage() const
{
    return m_stack->currentWidget() == m_page;
}

} // namespace lectern
