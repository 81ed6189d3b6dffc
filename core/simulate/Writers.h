/// One writer per domain. Each writes its files into the output folder from the world alone; none knows another.
/// Errors "file.unwritable", "cancelled". Thread: one.
#pragma once

#include "core/simulate/Output.h"
#include "core/simulate/World.h"

namespace lectern::simulation {

/// oneroster.zip: OneRoster 1.2 CSV, bulk, with gradebook.
[[nodiscard]] Result<void> writeRoster(const World& world, Output& output);
/// sis/attendance.csv and sis/calendar.csv.
[[nodiscard]] Result<void> writeAttendance(const World& world, Output& output);
/// sis/home_places.csv.
[[nodiscard]] Result<void> writePlaces(const World& world, Output& output);
/// sis/section_marks.csv: a mark per learner, section and ended term.
[[nodiscard]] Result<void> writeMarks(const World& world, Output& output);
/// lms/courses.json: units, lessons and contents in course order.
[[nodiscard]] Result<void> writeCourses(const World& world, Output& output);
/// lms/learning_events.jsonl, ordered by time.
[[nodiscard]] Result<void> writeEvents(const World& world, Output& output);
/// assessments/map_growth.csv.
[[nodiscard]] Result<void> writeAssessments(const World& world, Output& output);
/// surveys/students.csv, surveys/parents.csv, surveys/staff.csv.
[[nodiscard]] Result<void> writeSurveys(const World& world, Output& output);

} // namespace lectern::simulation
