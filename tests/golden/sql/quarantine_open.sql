SELECT l.entity, count(*)
FROM quarantine AS q JOIN load AS l USING (load_id)
WHERE l.state = 'in force'
GROUP BY l.entity
ORDER BY l.entity
