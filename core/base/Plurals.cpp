/// English plurals without a translation file: "%Ln row(s) (is|are)" is written "1 row is", "2 rows are". Installs itself when the
/// application starts; a language's own translation, installed later, is asked first. Thread: any.
#include "core/base/Plurals.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTranslator>
#include <algorithm>
#include <limits>

namespace lectern {

namespace {

class EnglishPlurals final : public QTranslator
{
public:
    using QTranslator::QTranslator;

    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char*, const char* source, const char*, int n) const override
    {
        static const QRegularExpression forms("\\(([^()|]*)\\|([^()|]*)\\)");
        QString text = QString::fromUtf8(source);
        if (n < 0 || !text.contains('('))
            return {};
        text.replace(QLatin1String("(s)"), n == 1 ? QString() : QStringLiteral("s"));
        return text.replace(forms, n == 1 ? "\\1" : "\\2");
    }
};

void installPlurals()
{
    QCoreApplication::installTranslator(new EnglishPlurals(QCoreApplication::instance()));
}

Q_COREAPP_STARTUP_FUNCTION(installPlurals)

} // namespace

QString counted(const char* context, const char* text, qint64 n)
{
    return QCoreApplication::translate(context, text, nullptr, int(std::min<qint64>(n, std::numeric_limits<int>::max())));
}

} // namespace lectern
