-- A made-up city as the demo's input
\set ECHO queries
\echo '# A made-up city.'
SELECT jsonb_pretty(circle_sample_city('sample', :homes));
