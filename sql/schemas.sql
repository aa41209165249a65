-- Before anything else: is the place safe? Every function whose body is parsed when it runs asks again.

CREATE FUNCTION circle_private.circle__check_schemas() RETURNS boolean
	LANGUAGE c STABLE PARALLEL SAFE
	AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION circle_private.circle__check_schemas() IS
'True if only their owners, the caller and superusers may create objects in the schemas of circle_ext and PostGIS, and no other role has left objects there that hide others; otherwise an error. Called by its qualified name, without arguments, it cannot be hidden itself.';

SELECT circle_private.circle__check_schemas();
