/// lectern: the window. Parses arguments, builds the school service and the window, wires them. Thread: GUI.
#include "app/lectern/LocalSchoolService.h"
#include "core/net/PulledFile.h"
#include "core/page/Page.h"
#include "core/store/Database.h"
#include "core/table/Source.h"
#include "ui/window/MainWindow.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

using namespace lectern;

int main(int argc, char* argv[])
{
    QApplication app(argc, argv);
    QApplication::setApplicationName("lectern");
    QApplication::setApplicationDisplayName("Lectern");
    QApplication::setApplicationVersion(LECTERN_VERSION);
    QApplication::setDesktopFileName("org.lectern.Lectern");
    QApplication::setWindowIcon(QIcon::fromTheme("org.lectern.Lectern"));

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("Program", "Opens a school."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument("school", QCoreApplication::translate("Program", "The .lectern file to open."), "[SCHOOL]");
    parser.process(app);

    setRemoteOpener(pullFileByHttp);
    forbidSqlOnThisThread();
    LocalSchoolService service;
    MainWindow window(service, pageSpecs());
    window.setVisible(true);
    if (const QStringList schools = parser.positionalArguments(); !schools.isEmpty())
        window.openSchool(schools.first());
    else
        window.start();
    return QApplication::exec();
}
