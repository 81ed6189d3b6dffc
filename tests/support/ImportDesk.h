/// A window on a new school and what a person does with files there: drops them, reads, clicks. For tests of the import.
#pragma once

#include "app/lectern/LocalSchoolService.h"
#include "tests/support/Fixtures.h"
#include "ui/importing/ImportDialog.h"
#include "ui/window/MainWindow.h"

#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QTest>

namespace lectern::test {

/// A window on an empty school, and what a person does with it.
class Desk
{
public:
    explicit Desk(ThemeKind kind = ThemeKind::Light, QSize size = {1366, 768})
    {
        const auto made = m_service.createSchool(m_folder.filePath("school.lectern"));
        if (!made)
            qFatal("no school");
        m_window.setTheme(kind);
        m_window.resize(size);
        m_window.show();
        m_window.start();
    }

    QString write(const QString& name, const QByteArray& bytes) { return writeFile(m_folder, name, bytes); }
    QString path(const QString& name) const { return m_folder.filePath(name); }

    void drop(const QStringList& paths)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& each : paths)
            urls << QUrl::fromLocalFile(each);
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier); // a drop alone is none
        QApplication::sendEvent(&m_window, &enter);
        QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&m_window, &event);
        m_clicks = 0;
    }

    [[nodiscard]] ImportDialog* dialog() const
    {
        for (ImportDialog* each : m_window.findChildren<ImportDialog*>())
            if (each->isVisible())
                return each;
        return nullptr;
    }

    [[nodiscard]] QPushButton* button(const char* name) const
    {
        QPushButton* found = dialog() ? dialog()->findChild<QPushButton*>(QLatin1String(name)) : nullptr;
        return found && found->isVisible() ? found : nullptr;
    }

    [[nodiscard]] bool sees(const char* name) const
    {
        return QTest::qWaitFor([&] { return button(name) && button(name)->isEnabled(); }, 10'000);
    }

    bool click(const char* name)
    {
        if (!sees(name))
            return false;
        QTest::mouseClick(button(name), Qt::LeftButton);
        ++m_clicks;
        return true;
    }

    /// Clicks Yes or Next until everything is answered and can be imported.
    bool agreesToAll()
    {
        for (int questions = 0; questions < 30; ++questions) {
            const auto ready = [&] { return button("import") || (button("yes") && button("yes")->isEnabled()); };
            if (!QTest::qWaitFor(ready, 10'000))
                return false;
            if (button("import"))
                return true;
            QTest::mouseClick(button("yes"), Qt::LeftButton);
        }
        return false;
    }

    /// What the labels say that can be seen.
    [[nodiscard]] QString words() const
    {
        QStringList words;
        if (dialog())
            for (const QLabel* label : dialog()->findChildren<QLabel*>())
                if (label->isVisible())
                    words << label->text();
        return words.join(QLatin1Char('\n'));
    }

    [[nodiscard]] bool says(const QString& what) const
    {
        return QTest::qWaitFor([&] { return words().contains(what); }, 10'000);
    }

    /// The window with the dialog over it, as the screen shows both, into the build folder's gallery.
    bool keepPicture(const QString& name)
    {
        QDir().mkpath(QStringLiteral(LECTERN_BINARY_DIR "/gallery"));
        QCoreApplication::processEvents(); // texts just set move what stands beside them
        QPixmap picture = m_window.grab();
        if (QWidget* over = dialog()) {
            QPainter painter(&picture);
            painter.fillRect(picture.rect(), QColor(0, 0, 0, 60));
            painter.drawPixmap(QPoint((m_window.width() - over->width()) / 2, (m_window.height() - over->height()) / 2), over->grab());
        }
        return picture.save(QStringLiteral(LECTERN_BINARY_DIR "/gallery/%1.png").arg(name));
    }

    [[nodiscard]] MainWindow& window() { return m_window; }
    /// The table that can be seen.
    [[nodiscard]] PreviewTable* preview() const
    {
        for (PreviewTable* each : dialog()->findChildren<PreviewTable*>())
            if (each->isVisible())
                return each;
        return nullptr;
    }
    [[nodiscard]] int clicks() const { return m_clicks; }
    [[nodiscard]] LocalSchoolService& service() { return m_service; }

    /// Loads files before the story begins.
    bool has(const QStringList& paths)
    {
        const auto report = m_service.importPaths(paths, {}, [](const Progress&) {}, {});
        return report && !report->loads.empty();
    }

    [[nodiscard]] std::vector<Load> loads()
    {
        return m_service.loads().value_or(std::vector<Load>());
    }

private:
    QTemporaryDir m_folder;
    LocalSchoolService m_service;
    MainWindow m_window{m_service, pageSpecs()};
    int m_clicks = 0;
};

} // namespace lectern::test
