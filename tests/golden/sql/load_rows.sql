SELECT 'inserted', sum(inserted) FROM load WHERE state = 'in force'
UNION ALL SELECT 'updated', sum(updated) FROM load WHERE state = 'in force'
UNION ALL SELECT 'unchanged', sum(unchanged) FROM load WHERE state = 'in force'
UNION ALL SELECT 'quarantined', sum(rows_read - inserted - updated - unchanged) FROM load WHERE state = 'in force'
