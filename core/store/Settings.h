/// Settings of a school: decisions, append-only, the newest counts. The table of what there is stands in
/// resources/settings.json: key, type, default, allowed values, words.
#pragma once

#include "core/store/Database.h"

#include <QMap>
#include <QTimeZone>

namespace lectern {

/// Value in force of every known setting, by key.
using SettingValues = QMap<QString, QString>;

[[nodiscard]] Result<SettingValues> settings(const Database& database);
/// Value of one known setting. Error "setting.unknown".
[[nodiscard]] Result<QString> setting(const Database& database, const QString& key);
/// Writes the table's defaults into the school (view setting_value reads them). Inside a transaction.
[[nodiscard]] Result<void> writeSettingDefaults(const Database& writer);
/// Writes one decision. Errors "setting.unknown", "setting.invalid".
[[nodiscard]] Result<void> decideSetting(const Database& writer, const QString& key, const QString& value,
                                         const QString& author);

} // namespace lectern
