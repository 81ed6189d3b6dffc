/// The inside of the window: sidebar, chips, one page or the Data page or the welcome. Shows plain values, asks for
/// nothing; the main window and pictures of pages both use it. GUI thread.
#pragma once

#include "ui/pages/PageView.h"
#include "ui/window/FilterBar.h"
#include "ui/window/Sidebar.h"
#include "ui/window/Welcome.h"

class QStackedWidget;

namespace lectern {

class WindowFrame final : public QWidget
{
    Q_OBJECT

public:
    explicit WindowFrame(QWidget* parent = nullptr);

    /// Entries for these pages, and for Data if there is such a page.
    void setPages(const std::vector<PageSpec>& pages);
    void setDataPage(QWidget* page); ///< takes it
    void setLook(const Theme& theme);

    void showLoading(const PageSpec& spec, const Filter& filter);
    void showPage(const PageData& page);
    void showData();
    void showWelcome();

    [[nodiscard]] Sidebar* sidebar() const { return m_sidebar; }
    [[nodiscard]] FilterBar* bar() const { return m_bar; }
    [[nodiscard]] PageView* pageView() const { return m_page; }
    [[nodiscard]] Welcome* welcome() const { return m_welcome; }
    [[nodiscard]] bool showsPage() const;

private:
    void fillSidebar();

    Theme m_theme;
    Sidebar* m_sidebar;
    FilterBar* m_bar;
    QStackedWidget* m_stack;
    PageView* m_page;
    Welcome* m_welcome;
    QWidget* m_data = nullptr;
    QList<SidebarEntry> m_entries; ///< the pages above the line
    QList<SidebarEntry> m_lower;   ///< and those below it, after Data
};

} // namespace lectern
