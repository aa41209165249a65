-- The extract as the demo's input
\set ECHO queries
\echo '# The import becomes streets, amenities, homes and communities.'
SELECT jsonb_pretty(circle_osm_finish() - 'categories');
