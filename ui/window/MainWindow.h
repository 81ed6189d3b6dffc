/// The window: where a person is (page, filter), the way back, and what the parts ask of each other. Asks the school
/// through SchoolService on the pool; runs no SQL and reads no file itself. GUI thread.
#pragma once

#include "ui/data/BackupFlow.h"
#include "ui/data/DataFlow.h"
#include "ui/dialogs/TileActions.h"
#include "ui/importing/ImportDialog.h"
#include "ui/importing/ImportFlow.h"
#include "ui/pages/PageLoader.h"
#include "ui/window/GoAnywhere.h"
#include "ui/window/History.h"
#include "ui/window/SchoolService.h"
#include "ui/window/WindowFrame.h"
#include "ui/window/WorkBar.h"

#include <QMainWindow>
#include <QPointer>

namespace lectern {

class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// `service` must outlive the window.
    explicit MainWindow(SchoolService& service, std::vector<PageSpec> pages, QWidget* parent = nullptr);
    ~MainWindow() override; ///< cancels and waits for what runs

    /// Shows what is open now: the first page, or the welcome while there is nothing to show.
    void start();
    void openSchool(const QString& path);
    void openSample();
    /// Loads files; asks where the school shall be kept if none is open.
    void importPaths(const QStringList& paths);
    void go(const QString& page);
    void setFilter(const Filter& filter);
    void setTheme(ThemeKind kind);

    [[nodiscard]] WindowFrame* frame() const { return m_frame; }
    [[nodiscard]] const Place& place() const { return m_place; }
    [[nodiscard]] ThemeKind themeKind() const { return m_kind; }
    [[nodiscard]] bool busy() const { return m_loader.busy(); }

Q_SIGNALS:
    void pageShown(const lectern::PageData& page); ///< numbers are on screen

public Q_SLOTS:
    void undo();
    void redo();
    void chooseImport();
    void openReport();
    void openHelp();
    void openGoAnywhere();
    void openBackups();
    void switchTheme();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void wireFrame();
    void wireWork();
    void addKeys();
    void addKey(const QKeySequence& keys, void (MainWindow::*slot)());
    void use(Tool tool);
    void showPlace(const Place& place);
    void reload();
    void schoolChanged();
    void activate(const TileData& tile, int row);
    /// Asks what shall become of an alert, beside the mouse.
    void openAlert(const QString& key);
    void fulfil(const TileData& tile, TileWish wish, TileCard* card);
    void savePicture(const TileData& tile, bool svg, QSizeF size);
    /// Fetches the values of a chip; opens its popup, or only names what is chosen.
    void askValues(const QString& dimension, bool open);
    void takeDestination(const QString& id);
    void showWork();
    void showError(const QString& title, const Error& error);
    void runOnSchool(const QString& title, std::function<Result<SchoolState>(const ProgressSink&, const Cancel&)> work);
    [[nodiscard]] const PageSpec* spec(const QString& page) const;

    SchoolService& m_service;
    std::vector<PageSpec> m_pages;
    ThemeKind m_kind = ThemeKind::Light;
    Place m_place;
    History m_history;
    PageLoader m_loader;
    ImportFlow m_import;
    TileActions m_actions;
    WindowFrame* m_frame;
    DataPage* m_dataPage;
    DataFlow m_dataFlow;
    BackupFlow m_backups;
    WorkBar* m_work;
    QPointer<ImportDialog> m_importDialog;
    QPointer<GoAnywhere> m_palette;
    QMap<QString, QList<DimensionValue>> m_values; ///< of the chips, as last asked
    Cancel m_schoolCancel;
    bool m_schoolBusy = false;
    QList<QFuture<void>> m_running;
};

} // namespace lectern
