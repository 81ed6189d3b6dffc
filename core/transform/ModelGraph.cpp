#include "core/transform/ModelGraph.h"

#include "core/base/Resources.h"

#include <QCoreApplication>
#include <QMap>
#include <QSet>
#include <algorithm>

namespace lectern {

namespace {

std::unexpected<Error> broken(const QString& model, const QString& text)
{
    return failure("model.broken", {.file = model}, {text});
}

QString words(const char* text)
{
    return QCoreApplication::translate("Model", text);
}

} // namespace

bool isGivenInput(const QString& name)
{
    return name.startsWith("now_") || name == "setting_value" || name == "decision_match" || name == "load";
}

Result<std::vector<Model>> sortedModels(std::vector<Model> models)
{
    std::ranges::sort(models, {}, &Model::name);
    QSet<QString> names;
    for (const Model& model : models) {
        if (names.contains(model.name))
            return broken(model.name, words("two files define this model"));
        names.insert(model.name);
    }
    for (const Model& model : models)
        for (const QString& input : model.depends)
            if (!isGivenInput(input) && !names.contains(input))
                return broken(model.name, words("it depends on %1, which nobody makes").arg(input));

    std::vector<Model> sorted;
    QSet<QString> placed;
    while (sorted.size() < models.size()) {
        const std::size_t before = sorted.size();
        for (const Model& model : models) {
            const bool ready = std::ranges::all_of(model.depends, [&](const QString& input) {
                return isGivenInput(input) || placed.contains(input) || (model.keepsRows && input == model.name);
            });
            if (ready && !placed.contains(model.name)) {
                placed.insert(model.name);
                sorted.push_back(model);
            }
        }
        if (sorted.size() > before)
            continue;
        QStringList circle;
        for (const Model& model : models)
            if (!placed.contains(model.name))
                circle.append(model.name);
        return broken(circle.first(), words("these models wait for each other: %1").arg(circle.join(", ")));
    }
    return sorted;
}

Result<std::vector<Model>> allModels()
{
    std::vector<Model> models;
    for (const char* layer : {"staging", "keys", "intermediate", "gold"}) {
        const QString folder = QString("transforms/%1").arg(layer);
        for (const QString& file : resourceNames(folder, ".sql")) {
            LECTERN_ASSIGN(const QByteArray bytes, resource(folder + '/' + file));
            LECTERN_ASSIGN(Model model, modelFromFile(folder + '/' + file, bytes));
            if (model.layer != layer || model.name + ".sql" != file)
                return broken(folder + '/' + file, words("the header's model and layer are not the file's name and folder"));
            models.push_back(std::move(model));
        }
    }
    return sortedModels(std::move(models));
}

Result<std::vector<Model>> modelsFor(const std::vector<Model>& models, const QString& name)
{
    QSet<QString> wanted{name};
    std::vector<Model> chosen;
    for (auto model = models.rbegin(); model != models.rend(); ++model) {
        if (!wanted.contains(model->name))
            continue;
        wanted.unite(QSet<QString>(model->depends.begin(), model->depends.end()));
        chosen.push_back(*model);
    }
    if (chosen.empty() || chosen.front().name != name)
        return failure("model.unknown", {}, {name});
    std::ranges::reverse(chosen);
    return chosen;
}

} // namespace lectern
