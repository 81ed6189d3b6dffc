/// English plurals without a translation file: "%n row(s)" is written "1 row", "2 rows". Installs itself when the
/// application starts; a language's own translation, installed later, is asked first. Thread: any.
#include <QCoreApplication>
#include <QTranslator>

namespace lectern {

namespace {

class EnglishPlurals final : public QTranslator
{
public:
    using QTranslator::QTranslator;

    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char*, const char* source, const char*, int n) const override
    {
        const QString text = QString::fromUtf8(source);
        if (n < 0 || !text.contains(QLatin1String("(s)")))
            return {};
        return QString(text).replace(QLatin1String("(s)"), n == 1 ? QString() : QStringLiteral("s"));
    }
};

void installPlurals()
{
    QCoreApplication::installTranslator(new EnglishPlurals(QCoreApplication::instance()));
}

Q_COREAPP_STARTUP_FUNCTION(installPlurals)

} // namespace

} // namespace lectern
