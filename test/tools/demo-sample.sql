-- A made-up city as the demo's input
\set ECHO queries
SELECT jsonb_pretty(circle_sample_city('sample', :homes));
