/// Reads the pages of resources/pages once. Thread: any.
#include "core/base/Resources.h"
#include "core/page/Page.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>

namespace lectern {

namespace {

QString translated(const QJsonObject& json, const char* key)
{
    const QString text = json[QLatin1String(key)].toString();
    return text.isEmpty() ? QString() : QCoreApplication::translate("Page", qUtf8Printable(text));
}

TileSpec tileOf(const QJsonObject& json)
{
    TileSpec tile;
    tile.id = json["id"].toString();
    tile.title = translated(json, "title");
    tile.subtitle = translated(json, "subtitle");
    tile.hint = translated(json, "hint");
    tile.metric = json["metric"].toString();
    tile.query = json["query"].toString();
    tile.by = json["by"].toVariant().toStringList();
    const QVariantMap where = json["where"].toObject().toVariantMap();
    for (auto it = where.begin(); it != where.end(); ++it)
        tile.where.insert(it.key(), it.value().toStringList());
    tile.chart = json["chart"].toString();
    tile.span = json["span"].toInt(4);
    tile.height = json["height"].toInt(1);
    tile.compare = json["compare"].toString();
    tile.spark = json["spark"].toString();
    tile.options = json["options"].toObject();
    for (const char* words : {"compareWords", "noun"})
        if (tile.options.contains(QLatin1String(words)))
            tile.options[QLatin1String(words)] = translated(tile.options, words);
    return tile;
}

PageSpec pageOf(const QJsonObject& json)
{
    PageSpec page;
    page.id = json["id"].toString();
    page.title = translated(json, "title");
    page.question = translated(json, "question");
    page.icon = json["icon"].toString();
    page.lower = json["group"].toString() == "lower";
    page.filters = json["filters"].toVariant().toStringList();
    for (const QJsonValue& row : json["rows"].toArray()) {
        QList<TileSpec> tiles;
        for (const QJsonValue& tile : row.toArray())
            tiles << tileOf(tile.toObject());
        page.rows << tiles;
    }
    return page;
}

std::vector<PageSpec> readAll()
{
    std::vector<std::pair<int, PageSpec>> ordered;
    for (const QString& name : resourceNames("pages", ".json"))
        if (const auto json = resourceJson("pages/" + name))
            ordered.emplace_back((*json)["order"].toInt(), pageOf(*json));
    std::ranges::stable_sort(ordered, {}, &std::pair<int, PageSpec>::first);
    std::vector<PageSpec> pages;
    for (auto& [order, page] : ordered)
        pages.push_back(std::move(page));
    return pages;
}

const std::vector<PageSpec>& pages()
{
    static const std::vector<PageSpec> all = readAll();
    return all;
}

} // namespace

Result<PageSpec> pageSpec(const QString& id)
{
    const auto it = std::ranges::find(pages(), id, &PageSpec::id);
    if (it != pages().end())
        return *it;
    QStringList known;
    for (const PageSpec& page : pages())
        known << page.id;
    return failure("page.unknown", {}, {id, known.join(", ")});
}

std::vector<PageSpec> pageSpecs()
{
    return pages();
}

} // namespace lectern
