-- What the newest package in force brought, per file; the largest first.
SELECT l.source, l.inserted, l.updated, l.closed, l.quarantined
FROM load AS l
WHERE l.state = 'in force'
  AND l.package_id = (SELECT n.package_id FROM load AS n WHERE n.state = 'in force' ORDER BY n.load_id DESC LIMIT 1)
ORDER BY l.quarantined DESC, l.closed DESC, l.inserted + l.updated DESC, l.load_id
