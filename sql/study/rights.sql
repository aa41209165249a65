-- Who may call private functions. The owner of a network or a study calls most of them: a build or a refresh runs with its caller's rights and
-- everybody may own one, so what they are given is checked and bounded. Those that only the server calls, for an aggregate or
-- for the planner, are nobody's.

REVOKE ALL ON FUNCTION circle__union_step(internal, circle_coverage), circle__union_combine(internal, internal), circle__union_serial(internal),
	circle__union_deserial(bytea, internal), circle__union_final(internal), circle__sum_parts_step(internal, bytea, boolean),
	circle__sum_parts_final(internal), circle__meets_sel(internal, oid, internal, integer) FROM PUBLIC;
