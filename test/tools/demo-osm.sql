-- The extract as the demo's input
\set ECHO queries
SELECT jsonb_pretty(circle_osm_finish());
