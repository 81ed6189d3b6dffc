/// The left column: Lectern, the school, the pages, a line, Data. Only what exists. GUI thread.
#pragma once

#include "ui/theme/Theme.h"

#include <QAbstractButton>
#include <QWidget>

namespace lectern {

struct SidebarEntry
{
    QString id, title, icon;
    bool lineBefore = false;
};

/// One entry; the chosen one is checked.
class SidebarButton final : public QAbstractButton
{
    Q_OBJECT

public:
    SidebarButton(const SidebarEntry& entry, QWidget* parent);
    void setLook(const Theme& theme);
    [[nodiscard]] const SidebarEntry& entry() const { return m_entry; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    SidebarEntry m_entry;
    Theme m_theme;
};

class Sidebar final : public QWidget
{
    Q_OBJECT

public:
    explicit Sidebar(QWidget* parent = nullptr);

    void setEntries(const QList<SidebarEntry>& entries);
    void setSchool(const QString& name);
    void setCurrent(const QString& id);
    void setLook(const Theme& theme);
    static constexpr int fixedWidth = 188;

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void arrange();

    Theme m_theme;
    QString m_school;
    QList<SidebarButton*> m_buttons;
    QList<int> m_lines; ///< y of the dividing lines
};

} // namespace lectern
