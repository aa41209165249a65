CREATE SCHEMA """Örtlich"" 15min";
CREATE SCHEMA city;
CREATE SCHEMA city_15min;
CREATE SCHEMA city_net;
COMMENT ON SCHEMA city_net IS 'Walking network of circle_ext.';
CREATE TABLE """Örtlich"" 15min".amenity (
    amenity_id bigint NOT NULL,
    category text NOT NULL,
    access_no integer NOT NULL,
    geom public.geometry(Point,4326) NOT NULL,
    tile integer NOT NULL,
    snap_m double precision,
    on_island boolean,
    closed_edge boolean,
    area public.geometry(Geometry,4326)
);
COMMENT ON TABLE """Örtlich"" 15min".amenity IS 'The amenities of known categories: a row for each amenity, category and access point.';
COMMENT ON COLUMN """Örtlich"" 15min".amenity.amenity_id IS 'Key of the amenity in the input.';
COMMENT ON COLUMN """Örtlich"" 15min".amenity.access_no IS 'Number of the access point, from 1.';
COMMENT ON COLUMN """Örtlich"" 15min".amenity.geom IS 'Access point, WGS 84: of an area or line, the point of its rim nearest to a street.';
COMMENT ON COLUMN """Örtlich"" 15min".amenity.tile IS 'Tile that the access point lies in.';
COMMENT ON COLUMN """Örtlich"" 15min".amenity.snap_m IS 'Metres from the access point to its street; NULL: off the network, reached by straight lines only.';
COMMENT ON COLUMN """Örtlich"" 15min".amenity.area IS 'The area or line itself; NULL for points.';
CREATE TABLE """Örtlich"" 15min".amenity_change (
    amenity_id bigint NOT NULL,
    category text NOT NULL,
    access_no integer NOT NULL,
    gone boolean NOT NULL,
    geom public.geometry(Point,4326),
    tile integer,
    snap_m double precision,
    on_island boolean,
    closed_edge boolean,
    area public.geometry(Geometry,4326)
);
COMMENT ON TABLE """Örtlich"" 15min".amenity_change IS 'Amenities whose input or access point differs from the published night; emptied when the next one is published.';
CREATE VIEW """Örtlich"" 15min".amenity_now AS
 SELECT a.amenity_id,
    a.category,
    a.access_no,
    a.geom
   FROM """Örtlich"" 15min".amenity a
  WHERE (NOT (EXISTS ( SELECT
           FROM """Örtlich"" 15min".amenity_change c
          WHERE ((c.amenity_id = a.amenity_id) AND (c.category = a.category) AND (c.access_no = a.access_no)))))
UNION ALL
 SELECT c.amenity_id,
    c.category,
    c.access_no,
    c.geom
   FROM """Örtlich"" 15min".amenity_change c
  WHERE (NOT c.gone);
COMMENT ON VIEW """Örtlich"" 15min".amenity_now IS 'Amenities as the refresh in progress sees them.';
CREATE TABLE """Örtlich"" 15min".circle (
    circle_id text NOT NULL,
    name text NOT NULL,
    geom public.geometry(Point,4326),
    area public.geometry,
    grade text,
    satisfaction double precision,
    chain_rate double precision,
    outlets_elsewhere double precision,
    circle_min double precision NOT NULL,
    standard public.circle_standard,
    snap_m double precision,
    on_island boolean
);
COMMENT ON TABLE """Örtlich"" 15min".circle IS 'The circles of the study: a centre, a drawn area, or both.';
COMMENT ON COLUMN """Örtlich"" 15min".circle.circle_id IS 'Key of the circle in the input, as text.';
COMMENT ON COLUMN """Örtlich"" 15min".circle.name IS 'Name of the circle; its key where it has none.';
COMMENT ON COLUMN """Örtlich"" 15min".circle.geom IS 'The centre, WGS 84; NULL for a circle that has a drawn area only.';
COMMENT ON COLUMN """Örtlich"" 15min".circle.area IS 'The drawn area, WGS 84; NULL where none is drawn.';
COMMENT ON COLUMN """Örtlich"" 15min".circle.grade IS 'Grade given to the circle elsewhere, from the input.';
COMMENT ON COLUMN """Örtlich"" 15min".circle.satisfaction IS 'Satisfaction of its residents, from the input, in the input''s unit.';
COMMENT ON COLUMN """Örtlich"" 15min".circle.chain_rate IS 'Share of outlets that belong to chains, from the input, in the input''s unit.';
COMMENT ON COLUMN """Örtlich"" 15min".circle.outlets_elsewhere IS 'Outlets as counted elsewhere: column "outlets" of the input.';
COMMENT ON COLUMN """Örtlich"" 15min".circle.circle_min IS 'Minutes of walk to the centre that make a home a member.';
COMMENT ON COLUMN """Örtlich"" 15min".circle.standard IS 'What a circle must hold to be accepted; NULL: nothing is asked.';
COMMENT ON COLUMN """Örtlich"" 15min".circle.snap_m IS 'Metres from the centre to its street; NULL: off the network, or no centre.';
COMMENT ON COLUMN """Örtlich"" 15min".circle.on_island IS 'The centre could only be snapped to streets that are cut off from the rest.';
CREATE TABLE """Örtlich"" 15min".circle_indicator (
    circle_id text NOT NULL,
    homes bigint NOT NULL,
    residents double precision NOT NULL,
    outlets bigint NOT NULL,
    outlets_by_category jsonb NOT NULL,
    basic_kinds integer NOT NULL,
    quality_kinds integer NOT NULL,
    basic_present text[] NOT NULL,
    basic_missing text[] NOT NULL,
    quality_present text[] NOT NULL,
    quality_missing text[] NOT NULL,
    kinds_unknown text[] NOT NULL,
    outlets_per_1000 double precision,
    accepted boolean,
    score double precision
);
COMMENT ON TABLE """Örtlich"" 15min".circle_indicator IS 'Each circle in numbers.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_indicator.homes IS 'Members.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_indicator.residents IS 'Sum of the first weight (population) over the members; homes without it count 0.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_indicator.outlets IS 'Distinct amenities, of the categories that the study knows.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_indicator.outlets_by_category IS 'Outlets by category; one of two categories counts in both.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_indicator.basic_kinds IS 'Basic categories (group "basic" of circle_category) that the circle holds.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_indicator.quality_kinds IS 'Quality categories (group "quality") that the circle holds.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_indicator.basic_present IS 'Basic categories that the circle holds.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_indicator.basic_missing IS 'Basic categories that the study knows and the circle does not hold.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_indicator.quality_present IS 'Quality categories that the circle holds.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_indicator.quality_missing IS 'Quality categories that the study knows and the circle does not hold.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_indicator.kinds_unknown IS 'Basic and quality categories that the study does not know: name them in its categories.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_indicator.outlets_per_1000 IS 'Outlets per 1,000 residents; NULL where nobody lives.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_indicator.accepted IS 'Does what the circle holds meet the circle''s standard? NULL: no standard is set.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_indicator.score IS 'Score of the circle against its standard, 0 to 100, decay ''step''.';
CREATE VIEW """Örtlich"" 15min".circle_kind AS
 SELECT i.circle_id,
    c.name,
    k.key AS category,
    (k.value)::bigint AS outlets
   FROM (("""Örtlich"" 15min".circle_indicator i
     JOIN """Örtlich"" 15min".circle c USING (circle_id))
     CROSS JOIN LATERAL jsonb_each_text(i.outlets_by_category) k(key, value));
COMMENT ON VIEW """Örtlich"" 15min".circle_kind IS 'Outlets of each circle by category; an amenity of two categories counts in both.';
CREATE TABLE """Örtlich"" 15min".circle_look (
    circle_id text NOT NULL,
    name text NOT NULL,
    geom public.geometry(Point,4326),
    area public.geometry,
    grade text,
    satisfaction double precision,
    chain_rate double precision,
    outlets_elsewhere double precision,
    circle_min double precision NOT NULL,
    standard public.circle_standard
);
COMMENT ON TABLE """Örtlich"" 15min".circle_look IS 'The circles of the input as the refresh in progress found them.';
CREATE TABLE """Örtlich"" 15min".circle_member (
    circle_id text NOT NULL,
    home_id text NOT NULL,
    minutes double precision,
    in_area boolean NOT NULL
);
COMMENT ON TABLE """Örtlich"" 15min".circle_member IS 'The homes in each circle. A home may be in several.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_member.minutes IS 'Walk from the home to the centre; NULL: a member because it lies in the drawn area only.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_member.in_area IS 'Does the home lie in the drawn area?';
CREATE TABLE """Örtlich"" 15min".circle_outlet (
    circle_id text NOT NULL,
    amenity_id bigint NOT NULL,
    minutes double precision,
    in_area boolean NOT NULL
);
COMMENT ON TABLE """Örtlich"" 15min".circle_outlet IS 'The amenities that each circle holds: those that the centre reaches and those in the drawn area.';
COMMENT ON COLUMN """Örtlich"" 15min".circle_outlet.minutes IS 'Walk from the centre to the amenity; NULL: held by the drawn area only.';
CREATE TABLE """Örtlich"" 15min".community_history (
    night bigint NOT NULL,
    walker text NOT NULL,
    standard_no integer NOT NULL,
    level text NOT NULL,
    community text NOT NULL,
    need text NOT NULL,
    homes bigint NOT NULL,
    people double precision NOT NULL,
    homes_covered bigint NOT NULL,
    people_covered double precision NOT NULL,
    share_homes double precision,
    share_people double precision,
    median_value double precision,
    mean_capped_value double precision,
    unit text NOT NULL
);
COMMENT ON TABLE """Örtlich"" 15min".community_history IS 'The indicators of communities as of each night that changed them: a row holds until the next night of the same key. A community that is gone has a row with 0 homes.';
CREATE TABLE """Örtlich"" 15min".community_indicator (
    walker text NOT NULL,
    standard_no integer NOT NULL,
    level text NOT NULL,
    community text NOT NULL,
    need text NOT NULL,
    homes bigint NOT NULL,
    people double precision NOT NULL,
    homes_covered bigint NOT NULL,
    people_covered double precision NOT NULL,
    homes_unsnapped bigint NOT NULL,
    people_unsnapped double precision NOT NULL,
    homes_on_island bigint NOT NULL,
    people_on_island double precision NOT NULL,
    homes_without_people bigint NOT NULL,
    share_homes double precision,
    share_people double precision,
    median_value double precision,
    mean_capped_value double precision,
    people_beyond double precision,
    unit text NOT NULL
);
COMMENT ON TABLE """Örtlich"" 15min".community_indicator IS 'Coverage of communities, need by need and in all. Rows of one walker, standard and need add up to the city.';
COMMENT ON COLUMN """Örtlich"" 15min".community_indicator.level IS 'Kind of area: community.';
COMMENT ON COLUMN """Örtlich"" 15min".community_indicator.community IS 'Community; empty for homes in none.';
COMMENT ON COLUMN """Örtlich"" 15min".community_indicator.need IS 'The need as printed; empty for the standard as a whole.';
COMMENT ON COLUMN """Örtlich"" 15min".community_indicator.people IS 'Sum of the first weight (population) over the homes; homes without it count 0 and in homes_without_people.';
COMMENT ON COLUMN """Örtlich"" 15min".community_indicator.people_covered IS 'People in homes that meet the need.';
COMMENT ON COLUMN """Örtlich"" 15min".community_indicator.people_unsnapped IS 'People in homes off the network: neither covered nor known to be uncovered.';
COMMENT ON COLUMN """Örtlich"" 15min".community_indicator.people_on_island IS 'People in homes on streets cut off from the rest (they are also among the covered or not covered).';
COMMENT ON COLUMN """Örtlich"" 15min".community_indicator.homes_without_people IS 'Homes whose first weight is NULL.';
COMMENT ON COLUMN """Örtlich"" 15min".community_indicator.share_homes IS 'Homes covered / (covered + not covered + unsnapped), 0 to 1; NULL where there are none.';
COMMENT ON COLUMN """Örtlich"" 15min".community_indicator.share_people IS 'People covered / (covered + not covered + unsnapped), 0 to 1; NULL where there are none.';
COMMENT ON COLUMN """Örtlich"" 15min".community_indicator.median_value IS 'Median over homes of the value (minutes or metres, by unit) at which the need is met; NULL: beyond the horizon. For the standard as a whole: median score.';
COMMENT ON COLUMN """Örtlich"" 15min".community_indicator.mean_capped_value IS 'Mean over people of that value, capped at the horizon. For the standard as a whole: mean score.';
COMMENT ON COLUMN """Örtlich"" 15min".community_indicator.people_beyond IS 'People in snapped homes for whom the need is not met even at the horizon.';
COMMENT ON COLUMN """Örtlich"" 15min".community_indicator.unit IS 'Unit of the values: min, m, m straight, or score.';
CREATE TABLE """Örtlich"" 15min".data_quality (
    problem_no bigint NOT NULL,
    input text NOT NULL,
    problem text NOT NULL,
    key text,
    detail text,
    lon double precision,
    lat double precision
);
COMMENT ON TABLE """Örtlich"" 15min".data_quality IS 'What could not be used as meant, and why.';
COMMENT ON COLUMN """Örtlich"" 15min".data_quality.input IS 'homes, amenities or communities.';
COMMENT ON COLUMN """Örtlich"" 15min".data_quality.problem IS 'For example: duplicate key, null key, empty geometry, off the network, on an island, snapped to closed edge.';
COMMENT ON COLUMN """Örtlich"" 15min".data_quality.key IS 'Key of the row in the input; NULL where it has none.';
CREATE VIEW """Örtlich"" 15min".gap_cluster AS
 SELECT c.cluster_no,
    c.standard_no,
    c.need_no,
    c.need,
    c.alternative_of,
    c.homes,
    c.people,
    c.homes_without_people,
    c.communities,
    (c.geom)::public.geometry(Polygon,4326) AS geom
   FROM public.circle_gap_clusters('"Örtlich" 15min'::text) c(cluster_no, standard_no, need_no, need, alternative_of, homes, people, homes_without_people, communities, geom);
COMMENT ON VIEW """Örtlich"" 15min".gap_cluster IS 'Groups of homes that do not meet the same need and lie within 200 m of one another, to be drawn; other distances: circle_gap_clusters().';
COMMENT ON COLUMN """Örtlich"" 15min".gap_cluster.cluster_no IS 'Number of the group, from 1: by standard, then by people.';
COMMENT ON COLUMN """Örtlich"" 15min".gap_cluster.alternative_of IS 'As in gap_report.';
COMMENT ON COLUMN """Örtlich"" 15min".gap_cluster.people IS 'People in the homes of the group.';
COMMENT ON COLUMN """Örtlich"" 15min".gap_cluster.communities IS 'Communities that the homes of the group lie in.';
COMMENT ON COLUMN """Örtlich"" 15min".gap_cluster.geom IS 'Convex hull of the homes, grown by 20 m.';
CREATE VIEW """Örtlich"" 15min".gap_report AS
 SELECT circle_gap_report.standard_no,
    circle_gap_report.gap_rank,
    circle_gap_report.level,
    circle_gap_report.community,
    circle_gap_report.need_no,
    circle_gap_report.need,
    circle_gap_report.alternative_of,
    circle_gap_report.category,
    circle_gap_report.needed,
    circle_gap_report.limit_value,
    circle_gap_report.unit,
    circle_gap_report.homes,
    circle_gap_report.people,
    circle_gap_report.homes_without_people,
    circle_gap_report.median_nearest,
    circle_gap_report.median_value,
    circle_gap_report.median_beyond_limit,
    circle_gap_report.homes_beyond_horizon
   FROM public.circle_gap_report('"Örtlich" 15min'::text) circle_gap_report(standard_no, gap_rank, level, community, need_no, need, alternative_of, category, needed, limit_value, unit, homes, people, homes_without_people, median_nearest, median_value, median_beyond_limit, homes_beyond_horizon);
COMMENT ON VIEW """Örtlich"" 15min".gap_report IS 'What is missing, community by community and need by need, ranked by the people affected; for the principal walker.';
COMMENT ON COLUMN """Örtlich"" 15min".gap_report.gap_rank IS 'Rank within the standard: 1 is the gap of most people.';
COMMENT ON COLUMN """Örtlich"" 15min".gap_report.level IS 'Kind of area: community.';
COMMENT ON COLUMN """Örtlich"" 15min".gap_report.community IS 'Community; empty for homes in none.';
COMMENT ON COLUMN """Örtlich"" 15min".gap_report.alternative_of IS 'The unmet "any of" or "k of" that this need is a part of; NULL: the standard asks for it itself.';
COMMENT ON COLUMN """Örtlich"" 15min".gap_report.category IS 'What is missing; NULL for an "any of" or "k of" as a whole.';
COMMENT ON COLUMN """Örtlich"" 15min".gap_report.homes IS 'Homes that do not meet the need.';
COMMENT ON COLUMN """Örtlich"" 15min".gap_report.people IS 'People affected: the first weight (population) of those homes; homes without it count 0 and in homes_without_people.';
COMMENT ON COLUMN """Örtlich"" 15min".gap_report.median_nearest IS 'Median over those homes of the nearest amenity of the category, in the unit; NULL: beyond the horizon.';
COMMENT ON COLUMN """Örtlich"" 15min".gap_report.median_value IS 'Median over those homes of the value at which the need would be met: that of the needed-th amenity; NULL: beyond the horizon.';
COMMENT ON COLUMN """Örtlich"" 15min".gap_report.median_beyond_limit IS 'How far that lies beyond the limit: median_value - limit_value.';
COMMENT ON COLUMN """Örtlich"" 15min".gap_report.homes_beyond_horizon IS 'Those of the homes for which the need is not met even at the horizon.';
CREATE TABLE """Örtlich"" 15min".history (
    night bigint NOT NULL,
    refreshed_at timestamp with time zone NOT NULL,
    walker text NOT NULL,
    standard_no integer NOT NULL,
    standard text NOT NULL,
    homes bigint NOT NULL,
    people double precision NOT NULL,
    share_homes double precision,
    share_people double precision,
    mean_score double precision
);
COMMENT ON TABLE """Örtlich"" 15min".history IS 'The summary as of each night that changed it.';
CREATE TABLE """Örtlich"" 15min".home (
    home_id text NOT NULL,
    community text NOT NULL,
    geom public.geometry(Point,4326) NOT NULL,
    tile integer NOT NULL,
    snap_m double precision,
    on_island boolean,
    closed_edge boolean,
    coverage public.circle_coverage,
    meets boolean,
    score double precision
)
WITH (fillfactor='85');
COMMENT ON TABLE """Örtlich"" 15min".home IS 'Every home with its coverage, for the principal walker and standard.';
COMMENT ON COLUMN """Örtlich"" 15min".home.home_id IS 'Key of the home in the input.';
COMMENT ON COLUMN """Örtlich"" 15min".home.community IS 'Community of the home; empty for a home in none.';
COMMENT ON COLUMN """Örtlich"" 15min".home.geom IS 'Where the home is, WGS 84.';
COMMENT ON COLUMN """Örtlich"" 15min".home.tile IS 'Tile that the home lies in: row * 16384 + column of the web-map grid at zoom 14.';
COMMENT ON COLUMN """Örtlich"" 15min".home.snap_m IS 'Metres from the home to its street; NULL: no street within the walker''s snap limit (off the network).';
COMMENT ON COLUMN """Örtlich"" 15min".home.on_island IS 'The home could only be snapped to streets that are cut off from the rest.';
COMMENT ON COLUMN """Örtlich"" 15min".home.closed_edge IS 'The home could only be snapped to a street without door (tunnel, bridge, lift, corridor).';
COMMENT ON COLUMN """Örtlich"" 15min".home.coverage IS 'Walking times to the amenities around the home; NULL for a home off the network.';
COMMENT ON COLUMN """Örtlich"" 15min".home.meets IS 'Does the home meet the principal standard? NULL: unknown (off the network).';
COMMENT ON COLUMN """Örtlich"" 15min".home.score IS 'Score against the principal standard, 0 to 100, decay ''step''.';
CREATE TABLE """Örtlich"" 15min".home_change (
    home_id text NOT NULL,
    gone boolean NOT NULL,
    moved boolean NOT NULL,
    community text,
    geom public.geometry(Point,4326),
    tile integer
);
COMMENT ON TABLE """Örtlich"" 15min".home_change IS 'Homes whose input differs from the published night; emptied when the next one is published.';
CREATE VIEW """Örtlich"" 15min".home_circle AS
 SELECT DISTINCT ON (circle_member.home_id) circle_member.home_id,
    circle_member.circle_id,
    circle_member.minutes,
    circle_member.in_area
   FROM """Örtlich"" 15min".circle_member
  ORDER BY circle_member.home_id, circle_member.minutes, circle_member.circle_id;
COMMENT ON VIEW """Örtlich"" 15min".home_circle IS 'Each home''s own circle: the nearest of those that it is in; those without a walk come last.';
CREATE TABLE """Örtlich"" 15min".standard (
    standard_no integer NOT NULL,
    standard public.circle_standard NOT NULL
);
COMMENT ON TABLE """Örtlich"" 15min".standard IS 'The standards of the published night; number 1 is the principal one.';
COMMENT ON COLUMN """Örtlich"" 15min".standard.standard IS 'The standard in its normal form.';
CREATE TABLE """Örtlich"" 15min".walker (
    walker_no integer NOT NULL,
    walker text NOT NULL,
    speed_m_s double precision NOT NULL,
    steps_factor double precision NOT NULL,
    door_speed_m_s double precision NOT NULL,
    snap_limit_m double precision NOT NULL
);
COMMENT ON TABLE """Örtlich"" 15min".walker IS 'The walkers of the published night; number 1 is the principal one.';
CREATE VIEW """Örtlich"" 15min".home_gap AS
 SELECT h.home_id,
    h.community,
    w.walker,
    s.standard_no,
    g.need_no,
    g.need,
    g.category,
    g.needed,
    g.available,
    g.limit_value,
    g.unit,
    g.nearest,
    g.alternative_of,
    public.st_x(h.geom) AS lon,
    public.st_y(h.geom) AS lat
   FROM ((("""Örtlich"" 15min".home h
     JOIN """Örtlich"" 15min".walker w ON ((w.walker_no = 1)))
     CROSS JOIN """Örtlich"" 15min".standard s)
     CROSS JOIN LATERAL public.circle_gaps(h.coverage, s.standard) g(need_no, need, category, needed, available, limit_value, unit, nearest, alternative_of));
COMMENT ON VIEW """Örtlich"" 15min".home_gap IS 'A row for each home and need that it does not meet, for the principal walker: what is missing and how far the nearest is.';
COMMENT ON COLUMN """Örtlich"" 15min".home_gap.available IS 'Amenities of the category within the limit.';
COMMENT ON COLUMN """Örtlich"" 15min".home_gap.nearest IS 'The nearest amenity of the category, in the unit; NULL: none within the horizon.';
COMMENT ON COLUMN """Örtlich"" 15min".home_gap.alternative_of IS 'The unmet "any of" or "k of" that this need is a part of.';
CREATE VIEW """Örtlich"" 15min".home_now AS
 SELECT h.home_id,
    h.geom,
    h.tile
   FROM """Örtlich"" 15min".home h
  WHERE (NOT (EXISTS ( SELECT
           FROM """Örtlich"" 15min".home_change c
          WHERE (c.home_id = h.home_id))))
UNION ALL
 SELECT c.home_id,
    c.geom,
    c.tile
   FROM """Örtlich"" 15min".home_change c
  WHERE (NOT c.gone);
COMMENT ON VIEW """Örtlich"" 15min".home_now IS 'Homes as the refresh in progress sees them.';
CREATE TABLE """Örtlich"" 15min".home_walker (
    home_id text NOT NULL,
    walker text NOT NULL,
    snap_m double precision,
    on_island boolean,
    closed_edge boolean,
    coverage public.circle_coverage,
    meets boolean,
    score double precision
)
WITH (fillfactor='85');
COMMENT ON TABLE """Örtlich"" 15min".home_walker IS 'Every home for each walker but the principal one, against the principal standard; columns as in home.';
CREATE VIEW """Örtlich"" 15min".home_standard AS
 SELECT h.home_id,
    w.walker,
    s.standard_no,
    s.standard,
    (h.coverage OPERATOR(public.@@) s.standard) AS meets,
    public.circle_score(h.coverage, s.standard) AS score
   FROM ((( SELECT b.home_id,
            1 AS walker_no,
            b.coverage
           FROM """Örtlich"" 15min".home b) h
     JOIN """Örtlich"" 15min".walker w USING (walker_no))
     CROSS JOIN """Örtlich"" 15min".standard s)
UNION ALL
 SELECT h.home_id,
    h.walker,
    s.standard_no,
    s.standard,
    (h.coverage OPERATOR(public.@@) s.standard) AS meets,
    public.circle_score(h.coverage, s.standard) AS score
   FROM ("""Örtlich"" 15min".home_walker h
     CROSS JOIN """Örtlich"" 15min".standard s);
COMMENT ON VIEW """Örtlich"" 15min".home_standard IS 'Does each home meet each standard, for each walker, and with what score? NULL: off the network.';
CREATE TABLE """Örtlich"" 15min".look (
    look_hash text NOT NULL
);
COMMENT ON TABLE """Örtlich"" 15min".look IS 'Digest of the changes that pending and work were made from, while a refresh is in progress.';
CREATE TABLE """Örtlich"" 15min".need (
    standard_no integer NOT NULL,
    need_no integer NOT NULL,
    need text NOT NULL,
    category text NOT NULL,
    needed integer NOT NULL,
    limit_value double precision NOT NULL,
    unit text NOT NULL,
    weight double precision NOT NULL
);
COMMENT ON TABLE """Örtlich"" 15min".need IS 'The needs of the standards of the published night.';
COMMENT ON COLUMN """Örtlich"" 15min".need.need IS 'The need as it is printed: the key of a need in all results.';
COMMENT ON COLUMN """Örtlich"" 15min".need.needed IS 'How many amenities of the category are asked for.';
COMMENT ON COLUMN """Örtlich"" 15min".need.limit_value IS 'Within how many minutes or metres, by unit.';
COMMENT ON COLUMN """Örtlich"" 15min".need.unit IS 'min: walking time; m: walking distance; m straight: straight line.';
CREATE TABLE """Örtlich"" 15min".night (
    night bigint NOT NULL,
    published_at timestamp with time zone NOT NULL,
    run_id bigint NOT NULL,
    network text NOT NULL,
    template public.circle_coverage NOT NULL,
    definition_hash text NOT NULL,
    search_hash text NOT NULL,
    weights text[] NOT NULL
);
COMMENT ON TABLE """Örtlich"" 15min".night IS 'The night that stands published, one row; none before the first refresh.';
COMMENT ON COLUMN """Örtlich"" 15min".night.night IS 'Number of the night, from 1.';
COMMENT ON COLUMN """Örtlich"" 15min".night.template IS 'What every coverage of this night knows: categories, units, horizons and marks.';
COMMENT ON COLUMN """Örtlich"" 15min".night.definition_hash IS 'Digest of the definition that the results were computed by.';
COMMENT ON COLUMN """Örtlich"" 15min".night.search_hash IS 'Digest of that part of the definition that decides the coverages.';
CREATE TABLE """Örtlich"" 15min".pending (
    home_id text NOT NULL,
    walker text NOT NULL,
    snap_m double precision,
    on_island boolean,
    closed_edge boolean,
    coverage public.circle_coverage,
    meets boolean,
    score double precision
);
COMMENT ON TABLE """Örtlich"" 15min".pending IS 'Results computed and not yet published.';
CREATE TABLE """Örtlich"" 15min".refresh_run (
    run_id bigint NOT NULL,
    night bigint,
    state text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    run_by text NOT NULL,
    "full" boolean NOT NULL,
    homes_read bigint,
    homes_changed bigint,
    amenities_read bigint,
    amenities_changed bigint,
    tiles_changed bigint,
    tiles_computed bigint,
    homes_planned bigint,
    homes_computed bigint,
    homes_written bigint,
    jobs integer NOT NULL,
    resumed boolean,
    look_s double precision,
    compute_s double precision,
    publish_s double precision,
    message text,
    versions text NOT NULL
);
COMMENT ON TABLE """Örtlich"" 15min".refresh_run IS 'Every refresh, as it was recorded; read refresh_log.';
CREATE VIEW """Örtlich"" 15min".refresh_log AS
 SELECT r.run_id,
    r.night,
        CASE
            WHEN ((r.state = 'running'::text) AND (NOT (EXISTS ( SELECT
               FROM pg_locks l
              WHERE ((l.locktype = 'advisory'::text) AND (l.database = ( SELECT pg_database.oid
                       FROM pg_database
                      WHERE (pg_database.datname = current_database()))) AND (l.classid = (1667854180)::oid) AND (l.objid = (18220)::oid) AND (l.objsubid = 2) AND l.granted))))) THEN 'interrupted'::text
            ELSE r.state
        END AS state,
    r.started_at,
    r.finished_at,
    r.run_by,
    r."full",
    r.homes_read,
    r.homes_changed,
    r.amenities_read,
    r.amenities_changed,
    r.tiles_changed,
    r.tiles_computed,
    r.homes_planned,
    r.homes_computed,
    r.homes_written,
    r.jobs,
    r.resumed,
    r.look_s,
    r.compute_s,
    r.publish_s,
    r.message,
    r.versions
   FROM """Örtlich"" 15min".refresh_run r;
COMMENT ON VIEW """Örtlich"" 15min".refresh_log IS 'Every refresh: when, by whom, what it looked at, computed and wrote, and how it ended (running, done, failed, interrupted).';
COMMENT ON COLUMN """Örtlich"" 15min".refresh_log.state IS 'running; done; failed: message says why; interrupted: it ended without a word.';
COMMENT ON COLUMN """Örtlich"" 15min".refresh_log.homes_planned IS 'Homes in the tiles to be computed.';
COMMENT ON COLUMN """Örtlich"" 15min".refresh_log.homes_written IS 'Rows of home that the night changed; unchanged ones are not touched.';
COMMENT ON COLUMN """Örtlich"" 15min".refresh_log.resumed IS 'It went on with what an interrupted refresh had computed.';
COMMENT ON COLUMN """Örtlich"" 15min".refresh_log.look_s IS 'Seconds that the look at the inputs took; compute_s and publish_s likewise.';
CREATE TABLE """Örtlich"" 15min".work (
    batch integer NOT NULL,
    tiles integer[] NOT NULL,
    homes bigint NOT NULL
);
COMMENT ON TABLE """Örtlich"" 15min".work IS 'Batches of tiles whose homes the refresh in progress has still to compute; who computes a batch holds a lock on its row.';
CREATE VIEW """Örtlich"" 15min".progress AS
 SELECT r.run_id,
    r.state,
        CASE
            WHEN (r.state <> 'running'::text) THEN r.state
            WHEN (r.look_s IS NULL) THEN 'look'::text
            WHEN (w.tiles > 0) THEN 'compute'::text
            ELSE 'publish'::text
        END AS phase,
    (r.tiles_computed - w.tiles) AS tiles_done,
    w.tiles AS tiles_left,
    r.homes_computed AS homes_done,
    w.homes AS homes_left,
    ((r.homes_computed)::double precision / NULLIF(r.compute_s, (0)::double precision)) AS homes_per_s,
        CASE
            WHEN (r.state = 'running'::text) THEN (clock_timestamp() + ((((w.homes)::double precision * r.compute_s) / (NULLIF(r.homes_computed, 0))::double precision) * '00:00:01'::interval))
            ELSE NULL::timestamp with time zone
        END AS computed_at,
    r.jobs,
    r.started_at
   FROM ("""Örtlich"" 15min".refresh_log r
     CROSS JOIN ( SELECT COALESCE(sum(cardinality(work.tiles)), (0)::bigint) AS tiles,
            COALESCE(sum(work.homes), (0)::numeric) AS homes
           FROM """Örtlich"" 15min".work) w)
  ORDER BY r.run_id DESC
 LIMIT 1;
COMMENT ON VIEW """Örtlich"" 15min".progress IS 'Where the last refresh stands, one row.';
COMMENT ON COLUMN """Örtlich"" 15min".progress.phase IS 'look, compute, publish; or how it ended.';
COMMENT ON COLUMN """Örtlich"" 15min".progress.computed_at IS 'When the homes will be computed, at the pace so far.';
CREATE TABLE """Örtlich"" 15min".quality_pending (
    input text NOT NULL,
    problem text NOT NULL,
    key text,
    detail text,
    lon double precision,
    lat double precision
);
COMMENT ON TABLE """Örtlich"" 15min".quality_pending IS 'What the look of the refresh in progress found wrong in the inputs.';
ALTER TABLE """Örtlich"" 15min".refresh_run ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME """Örtlich"" 15min".refresh_run_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE """Örtlich"" 15min".study (
    study text NOT NULL,
    layout integer NOT NULL,
    network text NOT NULL,
    homes_schema text NOT NULL,
    homes_name text NOT NULL,
    home_key text NOT NULL,
    home_key_type text NOT NULL,
    home_geom text NOT NULL,
    home_community text,
    amenities_schema text NOT NULL,
    amenities_name text NOT NULL,
    amenity_key text NOT NULL,
    amenity_key_type text NOT NULL,
    amenity_geom text NOT NULL,
    amenity_category text NOT NULL,
    communities_schema text,
    communities_name text,
    community_key text,
    community_geom text,
    walkers text[] NOT NULL,
    standards public.circle_standard[] NOT NULL,
    categories text[],
    keep integer NOT NULL,
    marks double precision[],
    horizon_min double precision,
    weights text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    circles_schema text,
    circles_name text,
    circle_key text,
    circle_geom text,
    circle_area text,
    circle_name text,
    circle_min double precision DEFAULT 15 NOT NULL,
    circle_standard public.circle_standard
);
COMMENT ON TABLE """Örtlich"" 15min".study IS 'The definition of this study, one row; changed by circle_alter_study().';
CREATE TABLE """Örtlich"" 15min".summary (
    walker text NOT NULL,
    standard_no integer NOT NULL,
    standard text NOT NULL,
    night bigint NOT NULL,
    refreshed_at timestamp with time zone NOT NULL,
    homes bigint NOT NULL,
    people double precision NOT NULL,
    homes_covered bigint NOT NULL,
    people_covered double precision NOT NULL,
    homes_unsnapped bigint NOT NULL,
    people_unsnapped double precision NOT NULL,
    homes_on_island bigint NOT NULL,
    people_on_island double precision NOT NULL,
    homes_without_people bigint NOT NULL,
    homes_unusable bigint NOT NULL,
    share_homes double precision,
    share_people double precision,
    mean_score double precision,
    communities bigint NOT NULL,
    amenities bigint NOT NULL,
    amenities_unsnapped bigint NOT NULL,
    no_amenities text[] NOT NULL,
    people_in_circle double precision,
    people_in_accepted_circle double precision,
    share_people_in_circle double precision,
    share_people_in_accepted_circle double precision,
    circles bigint,
    circles_accepted bigint,
    outlets bigint,
    outlets_by_circle bigint,
    outlets_per_circle double precision
);
COMMENT ON TABLE """Örtlich"" 15min".summary IS 'The headline of the published night: a row for each walker and standard.';
COMMENT ON COLUMN """Örtlich"" 15min".summary.people_unsnapped IS 'People in homes off the network.';
COMMENT ON COLUMN """Örtlich"" 15min".summary.people_on_island IS 'People in homes on streets cut off from the rest.';
COMMENT ON COLUMN """Örtlich"" 15min".summary.homes_unusable IS 'Homes of the input that could not be used: see data_quality.';
COMMENT ON COLUMN """Örtlich"" 15min".summary.share_people IS 'Share of people whose home meets the standard, 0 to 1: covered / (covered + not covered + unsnapped).';
COMMENT ON COLUMN """Örtlich"" 15min".summary.mean_score IS 'Mean score over people (over homes where nobody is counted), 0 to 100.';
COMMENT ON COLUMN """Örtlich"" 15min".summary.amenities IS 'Distinct amenities of known categories.';
COMMENT ON COLUMN """Örtlich"" 15min".summary.amenities_unsnapped IS 'Amenities off the network: straight lines alone reach them.';
COMMENT ON COLUMN """Örtlich"" 15min".summary.no_amenities IS 'Categories that are asked for and have no amenity at all.';
COMMENT ON COLUMN """Örtlich"" 15min".summary.people_in_circle IS 'People in at least one circle, each counted once; for the principal walker, NULL for others and in a study without circles (so are all that follow).';
COMMENT ON COLUMN """Örtlich"" 15min".summary.people_in_accepted_circle IS 'People in at least one accepted circle; NULL where circles have no standard.';
COMMENT ON COLUMN """Örtlich"" 15min".summary.share_people_in_circle IS 'People in a circle / people, 0 to 1.';
COMMENT ON COLUMN """Örtlich"" 15min".summary.share_people_in_accepted_circle IS 'People in an accepted circle / people, 0 to 1.';
COMMENT ON COLUMN """Örtlich"" 15min".summary.circles IS 'Circles of the study.';
COMMENT ON COLUMN """Örtlich"" 15min".summary.circles_accepted IS 'Circles whose outlets meet the circles'' standard; NULL where there is none.';
COMMENT ON COLUMN """Örtlich"" 15min".summary.outlets IS 'Distinct amenities in circles.';
COMMENT ON COLUMN """Örtlich"" 15min".summary.outlets_by_circle IS 'Outlets summed over circles: one in two circles counts twice.';
COMMENT ON COLUMN """Örtlich"" 15min".summary.outlets_per_circle IS 'outlets_by_circle / circles.';
CREATE TABLE """Örtlich"" 15min".tile_change (
    tile integer NOT NULL,
    body_hash bytea
);
COMMENT ON TABLE """Örtlich"" 15min".tile_change IS 'Tiles of the network that differ from the published night; NULL: gone.';
CREATE TABLE """Örtlich"" 15min".tile_seen (
    tile integer NOT NULL,
    body_hash bytea NOT NULL
);
COMMENT ON TABLE """Örtlich"" 15min".tile_seen IS 'Tiles of the network as the published night saw them.';
CREATE TABLE city.amenity (
    amenity_id bigint NOT NULL,
    category text NOT NULL,
    name text,
    geom public.geometry(Geometry,4326) NOT NULL
);
COMMENT ON TABLE city.amenity IS 'Things to walk to. Rows of one amenity_id are one amenity: its categories and its access points.';
CREATE TABLE city.circle (
    circle_id bigint NOT NULL,
    name text NOT NULL,
    geom public.geometry(Point,4326) NOT NULL,
    area public.geometry(Polygon,4326)
);
COMMENT ON TABLE city.circle IS 'Centres of life circles; some have a drawn area.';
CREATE TABLE city.community (
    community text NOT NULL,
    subdistrict text NOT NULL,
    geom public.geometry(Polygon,4326) NOT NULL
);
COMMENT ON TABLE city.community IS 'Communities: parts of subdistricts that end at the river.';
CREATE TABLE city.home (
    home_id bigint NOT NULL,
    geom public.geometry(Point,4326) NOT NULL,
    households integer,
    population integer,
    elderly integer,
    children integer
);
COMMENT ON TABLE city.home IS 'Homes with the people in them. A few are off the street network, a few on an island, of a few the people are unknown.';
COMMENT ON COLUMN city.home.population IS 'People; NULL where unknown.';
CREATE VIEW city.home_view AS
 SELECT ('h'::text || home.home_id) AS "key of home",
    home.geom,
        CASE (home.home_id % (4)::bigint)
            WHEN 0 THEN 'Nørre'::text
            ELSE ''::text
        END AS community
   FROM city.home;
CREATE TABLE city.street (
    street_id bigint NOT NULL,
    geom public.geometry(LineStringZ,4326) NOT NULL,
    steps boolean NOT NULL,
    door boolean NOT NULL,
    private boolean NOT NULL,
    class text,
    name text
);
COMMENT ON TABLE city.street IS 'Streets that people may walk, with heights; streets meet where they share a vertex.';
COMMENT ON COLUMN city.street.steps IS 'Stairs.';
COMMENT ON COLUMN city.street.door IS 'May a walk begin or end here? Not in the tunnel or on a bridge.';
COMMENT ON COLUMN city.street.private IS 'Inside a gated compound.';
CREATE TABLE city.subdistrict (
    subdistrict text NOT NULL,
    geom public.geometry(Polygon,4326) NOT NULL
);
COMMENT ON TABLE city.subdistrict IS 'Subdistricts: squares of about 1 km, the river included.';
CREATE TABLE city_15min.amenity (
    amenity_id bigint NOT NULL,
    category text NOT NULL,
    access_no integer NOT NULL,
    geom public.geometry(Point,4326) NOT NULL,
    tile integer NOT NULL,
    snap_m double precision,
    on_island boolean,
    closed_edge boolean,
    area public.geometry(Geometry,4326)
);
COMMENT ON TABLE city_15min.amenity IS 'The amenities of known categories: a row for each amenity, category and access point.';
COMMENT ON COLUMN city_15min.amenity.amenity_id IS 'Key of the amenity in the input.';
COMMENT ON COLUMN city_15min.amenity.access_no IS 'Number of the access point, from 1.';
COMMENT ON COLUMN city_15min.amenity.geom IS 'Access point, WGS 84: of an area or line, the point of its rim nearest to a street.';
COMMENT ON COLUMN city_15min.amenity.tile IS 'Tile that the access point lies in.';
COMMENT ON COLUMN city_15min.amenity.snap_m IS 'Metres from the access point to its street; NULL: off the network, reached by straight lines only.';
COMMENT ON COLUMN city_15min.amenity.area IS 'The area or line itself; NULL for points.';
CREATE TABLE city_15min.amenity_change (
    amenity_id bigint NOT NULL,
    category text NOT NULL,
    access_no integer NOT NULL,
    gone boolean NOT NULL,
    geom public.geometry(Point,4326),
    tile integer,
    snap_m double precision,
    on_island boolean,
    closed_edge boolean,
    area public.geometry(Geometry,4326)
);
COMMENT ON TABLE city_15min.amenity_change IS 'Amenities whose input or access point differs from the published night; emptied when the next one is published.';
CREATE VIEW city_15min.amenity_now AS
 SELECT a.amenity_id,
    a.category,
    a.access_no,
    a.geom
   FROM city_15min.amenity a
  WHERE (NOT (EXISTS ( SELECT
           FROM city_15min.amenity_change c
          WHERE ((c.amenity_id = a.amenity_id) AND (c.category = a.category) AND (c.access_no = a.access_no)))))
UNION ALL
 SELECT c.amenity_id,
    c.category,
    c.access_no,
    c.geom
   FROM city_15min.amenity_change c
  WHERE (NOT c.gone);
COMMENT ON VIEW city_15min.amenity_now IS 'Amenities as the refresh in progress sees them.';
CREATE TABLE city_15min.circle (
    circle_id text NOT NULL,
    name text NOT NULL,
    geom public.geometry(Point,4326),
    area public.geometry,
    grade text,
    satisfaction double precision,
    chain_rate double precision,
    outlets_elsewhere double precision,
    circle_min double precision NOT NULL,
    standard public.circle_standard,
    snap_m double precision,
    on_island boolean
);
COMMENT ON TABLE city_15min.circle IS 'The circles of the study: a centre, a drawn area, or both.';
COMMENT ON COLUMN city_15min.circle.circle_id IS 'Key of the circle in the input, as text.';
COMMENT ON COLUMN city_15min.circle.name IS 'Name of the circle; its key where it has none.';
COMMENT ON COLUMN city_15min.circle.geom IS 'The centre, WGS 84; NULL for a circle that has a drawn area only.';
COMMENT ON COLUMN city_15min.circle.area IS 'The drawn area, WGS 84; NULL where none is drawn.';
COMMENT ON COLUMN city_15min.circle.grade IS 'Grade given to the circle elsewhere, from the input.';
COMMENT ON COLUMN city_15min.circle.satisfaction IS 'Satisfaction of its residents, from the input, in the input''s unit.';
COMMENT ON COLUMN city_15min.circle.chain_rate IS 'Share of outlets that belong to chains, from the input, in the input''s unit.';
COMMENT ON COLUMN city_15min.circle.outlets_elsewhere IS 'Outlets as counted elsewhere: column "outlets" of the input.';
COMMENT ON COLUMN city_15min.circle.circle_min IS 'Minutes of walk to the centre that make a home a member.';
COMMENT ON COLUMN city_15min.circle.standard IS 'What a circle must hold to be accepted; NULL: nothing is asked.';
COMMENT ON COLUMN city_15min.circle.snap_m IS 'Metres from the centre to its street; NULL: off the network, or no centre.';
COMMENT ON COLUMN city_15min.circle.on_island IS 'The centre could only be snapped to streets that are cut off from the rest.';
CREATE TABLE city_15min.circle_indicator (
    circle_id text NOT NULL,
    homes bigint NOT NULL,
    residents double precision NOT NULL,
    outlets bigint NOT NULL,
    outlets_by_category jsonb NOT NULL,
    basic_kinds integer NOT NULL,
    quality_kinds integer NOT NULL,
    basic_present text[] NOT NULL,
    basic_missing text[] NOT NULL,
    quality_present text[] NOT NULL,
    quality_missing text[] NOT NULL,
    kinds_unknown text[] NOT NULL,
    outlets_per_1000 double precision,
    accepted boolean,
    score double precision
);
COMMENT ON TABLE city_15min.circle_indicator IS 'Each circle in numbers.';
COMMENT ON COLUMN city_15min.circle_indicator.homes IS 'Members.';
COMMENT ON COLUMN city_15min.circle_indicator.residents IS 'Sum of the first weight (population) over the members; homes without it count 0.';
COMMENT ON COLUMN city_15min.circle_indicator.outlets IS 'Distinct amenities, of the categories that the study knows.';
COMMENT ON COLUMN city_15min.circle_indicator.outlets_by_category IS 'Outlets by category; one of two categories counts in both.';
COMMENT ON COLUMN city_15min.circle_indicator.basic_kinds IS 'Basic categories (group "basic" of circle_category) that the circle holds.';
COMMENT ON COLUMN city_15min.circle_indicator.quality_kinds IS 'Quality categories (group "quality") that the circle holds.';
COMMENT ON COLUMN city_15min.circle_indicator.basic_present IS 'Basic categories that the circle holds.';
COMMENT ON COLUMN city_15min.circle_indicator.basic_missing IS 'Basic categories that the study knows and the circle does not hold.';
COMMENT ON COLUMN city_15min.circle_indicator.quality_present IS 'Quality categories that the circle holds.';
COMMENT ON COLUMN city_15min.circle_indicator.quality_missing IS 'Quality categories that the study knows and the circle does not hold.';
COMMENT ON COLUMN city_15min.circle_indicator.kinds_unknown IS 'Basic and quality categories that the study does not know: name them in its categories.';
COMMENT ON COLUMN city_15min.circle_indicator.outlets_per_1000 IS 'Outlets per 1,000 residents; NULL where nobody lives.';
COMMENT ON COLUMN city_15min.circle_indicator.accepted IS 'Does what the circle holds meet the circle''s standard? NULL: no standard is set.';
COMMENT ON COLUMN city_15min.circle_indicator.score IS 'Score of the circle against its standard, 0 to 100, decay ''step''.';
CREATE VIEW city_15min.circle_kind AS
 SELECT i.circle_id,
    c.name,
    k.key AS category,
    (k.value)::bigint AS outlets
   FROM ((city_15min.circle_indicator i
     JOIN city_15min.circle c USING (circle_id))
     CROSS JOIN LATERAL jsonb_each_text(i.outlets_by_category) k(key, value));
COMMENT ON VIEW city_15min.circle_kind IS 'Outlets of each circle by category; an amenity of two categories counts in both.';
CREATE TABLE city_15min.circle_look (
    circle_id text NOT NULL,
    name text NOT NULL,
    geom public.geometry(Point,4326),
    area public.geometry,
    grade text,
    satisfaction double precision,
    chain_rate double precision,
    outlets_elsewhere double precision,
    circle_min double precision NOT NULL,
    standard public.circle_standard
);
COMMENT ON TABLE city_15min.circle_look IS 'The circles of the input as the refresh in progress found them.';
CREATE TABLE city_15min.circle_member (
    circle_id text NOT NULL,
    home_id bigint NOT NULL,
    minutes double precision,
    in_area boolean NOT NULL
);
COMMENT ON TABLE city_15min.circle_member IS 'The homes in each circle. A home may be in several.';
COMMENT ON COLUMN city_15min.circle_member.minutes IS 'Walk from the home to the centre; NULL: a member because it lies in the drawn area only.';
COMMENT ON COLUMN city_15min.circle_member.in_area IS 'Does the home lie in the drawn area?';
CREATE TABLE city_15min.circle_outlet (
    circle_id text NOT NULL,
    amenity_id bigint NOT NULL,
    minutes double precision,
    in_area boolean NOT NULL
);
COMMENT ON TABLE city_15min.circle_outlet IS 'The amenities that each circle holds: those that the centre reaches and those in the drawn area.';
COMMENT ON COLUMN city_15min.circle_outlet.minutes IS 'Walk from the centre to the amenity; NULL: held by the drawn area only.';
CREATE TABLE city_15min.community_history (
    night bigint NOT NULL,
    walker text NOT NULL,
    standard_no integer NOT NULL,
    level text NOT NULL,
    community text NOT NULL,
    need text NOT NULL,
    homes bigint NOT NULL,
    people double precision NOT NULL,
    homes_covered bigint NOT NULL,
    people_covered double precision NOT NULL,
    share_homes double precision,
    share_people double precision,
    median_value double precision,
    mean_capped_value double precision,
    unit text NOT NULL
);
COMMENT ON TABLE city_15min.community_history IS 'The indicators of communities as of each night that changed them: a row holds until the next night of the same key. A community that is gone has a row with 0 homes.';
CREATE TABLE city_15min.community_indicator (
    walker text NOT NULL,
    standard_no integer NOT NULL,
    level text NOT NULL,
    community text NOT NULL,
    need text NOT NULL,
    homes bigint NOT NULL,
    people double precision NOT NULL,
    homes_covered bigint NOT NULL,
    people_covered double precision NOT NULL,
    homes_unsnapped bigint NOT NULL,
    people_unsnapped double precision NOT NULL,
    homes_on_island bigint NOT NULL,
    people_on_island double precision NOT NULL,
    homes_without_people bigint NOT NULL,
    share_homes double precision,
    share_people double precision,
    median_value double precision,
    mean_capped_value double precision,
    people_beyond double precision,
    unit text NOT NULL
);
COMMENT ON TABLE city_15min.community_indicator IS 'Coverage of communities, need by need and in all. Rows of one walker, standard and need add up to the city.';
COMMENT ON COLUMN city_15min.community_indicator.level IS 'Kind of area: community.';
COMMENT ON COLUMN city_15min.community_indicator.community IS 'Community; empty for homes in none.';
COMMENT ON COLUMN city_15min.community_indicator.need IS 'The need as printed; empty for the standard as a whole.';
COMMENT ON COLUMN city_15min.community_indicator.people IS 'Sum of the first weight (population) over the homes; homes without it count 0 and in homes_without_people.';
COMMENT ON COLUMN city_15min.community_indicator.people_covered IS 'People in homes that meet the need.';
COMMENT ON COLUMN city_15min.community_indicator.people_unsnapped IS 'People in homes off the network: neither covered nor known to be uncovered.';
COMMENT ON COLUMN city_15min.community_indicator.people_on_island IS 'People in homes on streets cut off from the rest (they are also among the covered or not covered).';
COMMENT ON COLUMN city_15min.community_indicator.homes_without_people IS 'Homes whose first weight is NULL.';
COMMENT ON COLUMN city_15min.community_indicator.share_homes IS 'Homes covered / (covered + not covered + unsnapped), 0 to 1; NULL where there are none.';
COMMENT ON COLUMN city_15min.community_indicator.share_people IS 'People covered / (covered + not covered + unsnapped), 0 to 1; NULL where there are none.';
COMMENT ON COLUMN city_15min.community_indicator.median_value IS 'Median over homes of the value (minutes or metres, by unit) at which the need is met; NULL: beyond the horizon. For the standard as a whole: median score.';
COMMENT ON COLUMN city_15min.community_indicator.mean_capped_value IS 'Mean over people of that value, capped at the horizon. For the standard as a whole: mean score.';
COMMENT ON COLUMN city_15min.community_indicator.people_beyond IS 'People in snapped homes for whom the need is not met even at the horizon.';
COMMENT ON COLUMN city_15min.community_indicator.unit IS 'Unit of the values: min, m, m straight, or score.';
CREATE TABLE city_15min.data_quality (
    problem_no bigint NOT NULL,
    input text NOT NULL,
    problem text NOT NULL,
    key text,
    detail text,
    lon double precision,
    lat double precision
);
COMMENT ON TABLE city_15min.data_quality IS 'What could not be used as meant, and why.';
COMMENT ON COLUMN city_15min.data_quality.input IS 'homes, amenities or communities.';
COMMENT ON COLUMN city_15min.data_quality.problem IS 'For example: duplicate key, null key, empty geometry, off the network, on an island, snapped to closed edge.';
COMMENT ON COLUMN city_15min.data_quality.key IS 'Key of the row in the input; NULL where it has none.';
CREATE VIEW city_15min.gap_cluster AS
 SELECT c.cluster_no,
    c.standard_no,
    c.need_no,
    c.need,
    c.alternative_of,
    c.homes,
    c.people,
    c.homes_without_people,
    c.communities,
    (c.geom)::public.geometry(Polygon,4326) AS geom
   FROM public.circle_gap_clusters('city_15min'::text) c(cluster_no, standard_no, need_no, need, alternative_of, homes, people, homes_without_people, communities, geom);
COMMENT ON VIEW city_15min.gap_cluster IS 'Groups of homes that do not meet the same need and lie within 200 m of one another, to be drawn; other distances: circle_gap_clusters().';
COMMENT ON COLUMN city_15min.gap_cluster.cluster_no IS 'Number of the group, from 1: by standard, then by people.';
COMMENT ON COLUMN city_15min.gap_cluster.alternative_of IS 'As in gap_report.';
COMMENT ON COLUMN city_15min.gap_cluster.people IS 'People in the homes of the group.';
COMMENT ON COLUMN city_15min.gap_cluster.communities IS 'Communities that the homes of the group lie in.';
COMMENT ON COLUMN city_15min.gap_cluster.geom IS 'Convex hull of the homes, grown by 20 m.';
CREATE VIEW city_15min.gap_report AS
 SELECT circle_gap_report.standard_no,
    circle_gap_report.gap_rank,
    circle_gap_report.level,
    circle_gap_report.community,
    circle_gap_report.need_no,
    circle_gap_report.need,
    circle_gap_report.alternative_of,
    circle_gap_report.category,
    circle_gap_report.needed,
    circle_gap_report.limit_value,
    circle_gap_report.unit,
    circle_gap_report.homes,
    circle_gap_report.people,
    circle_gap_report.homes_without_people,
    circle_gap_report.median_nearest,
    circle_gap_report.median_value,
    circle_gap_report.median_beyond_limit,
    circle_gap_report.homes_beyond_horizon
   FROM public.circle_gap_report('city_15min'::text) circle_gap_report(standard_no, gap_rank, level, community, need_no, need, alternative_of, category, needed, limit_value, unit, homes, people, homes_without_people, median_nearest, median_value, median_beyond_limit, homes_beyond_horizon);
COMMENT ON VIEW city_15min.gap_report IS 'What is missing, community by community and need by need, ranked by the people affected; for the principal walker.';
COMMENT ON COLUMN city_15min.gap_report.gap_rank IS 'Rank within the standard: 1 is the gap of most people.';
COMMENT ON COLUMN city_15min.gap_report.level IS 'Kind of area: community.';
COMMENT ON COLUMN city_15min.gap_report.community IS 'Community; empty for homes in none.';
COMMENT ON COLUMN city_15min.gap_report.alternative_of IS 'The unmet "any of" or "k of" that this need is a part of; NULL: the standard asks for it itself.';
COMMENT ON COLUMN city_15min.gap_report.category IS 'What is missing; NULL for an "any of" or "k of" as a whole.';
COMMENT ON COLUMN city_15min.gap_report.homes IS 'Homes that do not meet the need.';
COMMENT ON COLUMN city_15min.gap_report.people IS 'People affected: the first weight (population) of those homes; homes without it count 0 and in homes_without_people.';
COMMENT ON COLUMN city_15min.gap_report.median_nearest IS 'Median over those homes of the nearest amenity of the category, in the unit; NULL: beyond the horizon.';
COMMENT ON COLUMN city_15min.gap_report.median_value IS 'Median over those homes of the value at which the need would be met: that of the needed-th amenity; NULL: beyond the horizon.';
COMMENT ON COLUMN city_15min.gap_report.median_beyond_limit IS 'How far that lies beyond the limit: median_value - limit_value.';
COMMENT ON COLUMN city_15min.gap_report.homes_beyond_horizon IS 'Those of the homes for which the need is not met even at the horizon.';
CREATE TABLE city_15min.history (
    night bigint NOT NULL,
    refreshed_at timestamp with time zone NOT NULL,
    walker text NOT NULL,
    standard_no integer NOT NULL,
    standard text NOT NULL,
    homes bigint NOT NULL,
    people double precision NOT NULL,
    share_homes double precision,
    share_people double precision,
    mean_score double precision
);
COMMENT ON TABLE city_15min.history IS 'The summary as of each night that changed it.';
CREATE TABLE city_15min.home (
    home_id bigint NOT NULL,
    community text NOT NULL,
    geom public.geometry(Point,4326) NOT NULL,
    tile integer NOT NULL,
    snap_m double precision,
    on_island boolean,
    closed_edge boolean,
    coverage public.circle_coverage,
    meets boolean,
    score double precision,
    population double precision,
    elderly double precision
)
WITH (fillfactor='85');
COMMENT ON TABLE city_15min.home IS 'Every home with its coverage, for the principal walker and standard.';
COMMENT ON COLUMN city_15min.home.home_id IS 'Key of the home in the input.';
COMMENT ON COLUMN city_15min.home.community IS 'Community of the home; empty for a home in none.';
COMMENT ON COLUMN city_15min.home.geom IS 'Where the home is, WGS 84.';
COMMENT ON COLUMN city_15min.home.tile IS 'Tile that the home lies in: row * 16384 + column of the web-map grid at zoom 14.';
COMMENT ON COLUMN city_15min.home.snap_m IS 'Metres from the home to its street; NULL: no street within the walker''s snap limit (off the network).';
COMMENT ON COLUMN city_15min.home.on_island IS 'The home could only be snapped to streets that are cut off from the rest.';
COMMENT ON COLUMN city_15min.home.closed_edge IS 'The home could only be snapped to a street without door (tunnel, bridge, lift, corridor).';
COMMENT ON COLUMN city_15min.home.coverage IS 'Walking times to the amenities around the home; NULL for a home off the network.';
COMMENT ON COLUMN city_15min.home.meets IS 'Does the home meet the principal standard? NULL: unknown (off the network).';
COMMENT ON COLUMN city_15min.home.score IS 'Score against the principal standard, 0 to 100, decay ''step''.';
COMMENT ON COLUMN city_15min.home.population IS 'Weight of the home, from the input; NULL where unknown.';
COMMENT ON COLUMN city_15min.home.elderly IS 'Weight of the home, from the input; NULL where unknown.';
CREATE TABLE city_15min.home_change (
    home_id bigint NOT NULL,
    gone boolean NOT NULL,
    moved boolean NOT NULL,
    community text,
    geom public.geometry(Point,4326),
    tile integer,
    population double precision,
    elderly double precision
);
COMMENT ON TABLE city_15min.home_change IS 'Homes whose input differs from the published night; emptied when the next one is published.';
CREATE VIEW city_15min.home_circle AS
 SELECT DISTINCT ON (circle_member.home_id) circle_member.home_id,
    circle_member.circle_id,
    circle_member.minutes,
    circle_member.in_area
   FROM city_15min.circle_member
  ORDER BY circle_member.home_id, circle_member.minutes, circle_member.circle_id;
COMMENT ON VIEW city_15min.home_circle IS 'Each home''s own circle: the nearest of those that it is in; those without a walk come last.';
CREATE TABLE city_15min.standard (
    standard_no integer NOT NULL,
    standard public.circle_standard NOT NULL
);
COMMENT ON TABLE city_15min.standard IS 'The standards of the published night; number 1 is the principal one.';
COMMENT ON COLUMN city_15min.standard.standard IS 'The standard in its normal form.';
CREATE TABLE city_15min.walker (
    walker_no integer NOT NULL,
    walker text NOT NULL,
    speed_m_s double precision NOT NULL,
    steps_factor double precision NOT NULL,
    door_speed_m_s double precision NOT NULL,
    snap_limit_m double precision NOT NULL
);
COMMENT ON TABLE city_15min.walker IS 'The walkers of the published night; number 1 is the principal one.';
CREATE VIEW city_15min.home_gap AS
 SELECT h.home_id,
    h.community,
    w.walker,
    s.standard_no,
    g.need_no,
    g.need,
    g.category,
    g.needed,
    g.available,
    g.limit_value,
    g.unit,
    g.nearest,
    g.alternative_of,
    public.st_x(h.geom) AS lon,
    public.st_y(h.geom) AS lat
   FROM (((city_15min.home h
     JOIN city_15min.walker w ON ((w.walker_no = 1)))
     CROSS JOIN city_15min.standard s)
     CROSS JOIN LATERAL public.circle_gaps(h.coverage, s.standard) g(need_no, need, category, needed, available, limit_value, unit, nearest, alternative_of));
COMMENT ON VIEW city_15min.home_gap IS 'A row for each home and need that it does not meet, for the principal walker: what is missing and how far the nearest is.';
COMMENT ON COLUMN city_15min.home_gap.available IS 'Amenities of the category within the limit.';
COMMENT ON COLUMN city_15min.home_gap.nearest IS 'The nearest amenity of the category, in the unit; NULL: none within the horizon.';
COMMENT ON COLUMN city_15min.home_gap.alternative_of IS 'The unmet "any of" or "k of" that this need is a part of.';
CREATE VIEW city_15min.home_now AS
 SELECT h.home_id,
    h.geom,
    h.tile
   FROM city_15min.home h
  WHERE (NOT (EXISTS ( SELECT
           FROM city_15min.home_change c
          WHERE (c.home_id = h.home_id))))
UNION ALL
 SELECT c.home_id,
    c.geom,
    c.tile
   FROM city_15min.home_change c
  WHERE (NOT c.gone);
COMMENT ON VIEW city_15min.home_now IS 'Homes as the refresh in progress sees them.';
CREATE TABLE city_15min.home_walker (
    home_id bigint NOT NULL,
    walker text NOT NULL,
    snap_m double precision,
    on_island boolean,
    closed_edge boolean,
    coverage public.circle_coverage,
    meets boolean,
    score double precision
)
WITH (fillfactor='85');
COMMENT ON TABLE city_15min.home_walker IS 'Every home for each walker but the principal one, against the principal standard; columns as in home.';
CREATE VIEW city_15min.home_standard AS
 SELECT h.home_id,
    w.walker,
    s.standard_no,
    s.standard,
    (h.coverage OPERATOR(public.@@) s.standard) AS meets,
    public.circle_score(h.coverage, s.standard) AS score
   FROM ((( SELECT b.home_id,
            1 AS walker_no,
            b.coverage
           FROM city_15min.home b) h
     JOIN city_15min.walker w USING (walker_no))
     CROSS JOIN city_15min.standard s)
UNION ALL
 SELECT h.home_id,
    h.walker,
    s.standard_no,
    s.standard,
    (h.coverage OPERATOR(public.@@) s.standard) AS meets,
    public.circle_score(h.coverage, s.standard) AS score
   FROM (city_15min.home_walker h
     CROSS JOIN city_15min.standard s);
COMMENT ON VIEW city_15min.home_standard IS 'Does each home meet each standard, for each walker, and with what score? NULL: off the network.';
CREATE TABLE city_15min.look (
    look_hash text NOT NULL
);
COMMENT ON TABLE city_15min.look IS 'Digest of the changes that pending and work were made from, while a refresh is in progress.';
CREATE TABLE city_15min.need (
    standard_no integer NOT NULL,
    need_no integer NOT NULL,
    need text NOT NULL,
    category text NOT NULL,
    needed integer NOT NULL,
    limit_value double precision NOT NULL,
    unit text NOT NULL,
    weight double precision NOT NULL
);
COMMENT ON TABLE city_15min.need IS 'The needs of the standards of the published night.';
COMMENT ON COLUMN city_15min.need.need IS 'The need as it is printed: the key of a need in all results.';
COMMENT ON COLUMN city_15min.need.needed IS 'How many amenities of the category are asked for.';
COMMENT ON COLUMN city_15min.need.limit_value IS 'Within how many minutes or metres, by unit.';
COMMENT ON COLUMN city_15min.need.unit IS 'min: walking time; m: walking distance; m straight: straight line.';
CREATE TABLE city_15min.night (
    night bigint NOT NULL,
    published_at timestamp with time zone NOT NULL,
    run_id bigint NOT NULL,
    network text NOT NULL,
    template public.circle_coverage NOT NULL,
    definition_hash text NOT NULL,
    search_hash text NOT NULL,
    weights text[] NOT NULL
);
COMMENT ON TABLE city_15min.night IS 'The night that stands published, one row; none before the first refresh.';
COMMENT ON COLUMN city_15min.night.night IS 'Number of the night, from 1.';
COMMENT ON COLUMN city_15min.night.template IS 'What every coverage of this night knows: categories, units, horizons and marks.';
COMMENT ON COLUMN city_15min.night.definition_hash IS 'Digest of the definition that the results were computed by.';
COMMENT ON COLUMN city_15min.night.search_hash IS 'Digest of that part of the definition that decides the coverages.';
CREATE TABLE city_15min.pending (
    home_id bigint NOT NULL,
    walker text NOT NULL,
    snap_m double precision,
    on_island boolean,
    closed_edge boolean,
    coverage public.circle_coverage,
    meets boolean,
    score double precision
);
COMMENT ON TABLE city_15min.pending IS 'Results computed and not yet published.';
CREATE TABLE city_15min.refresh_run (
    run_id bigint NOT NULL,
    night bigint,
    state text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    run_by text NOT NULL,
    "full" boolean NOT NULL,
    homes_read bigint,
    homes_changed bigint,
    amenities_read bigint,
    amenities_changed bigint,
    tiles_changed bigint,
    tiles_computed bigint,
    homes_planned bigint,
    homes_computed bigint,
    homes_written bigint,
    jobs integer NOT NULL,
    resumed boolean,
    look_s double precision,
    compute_s double precision,
    publish_s double precision,
    message text,
    versions text NOT NULL
);
COMMENT ON TABLE city_15min.refresh_run IS 'Every refresh, as it was recorded; read refresh_log.';
CREATE VIEW city_15min.refresh_log AS
 SELECT r.run_id,
    r.night,
        CASE
            WHEN ((r.state = 'running'::text) AND (NOT (EXISTS ( SELECT
               FROM pg_locks l
              WHERE ((l.locktype = 'advisory'::text) AND (l.database = ( SELECT pg_database.oid
                       FROM pg_database
                      WHERE (pg_database.datname = current_database()))) AND (l.classid = (1667854180)::oid) AND (l.objid = (17972)::oid) AND (l.objsubid = 2) AND l.granted))))) THEN 'interrupted'::text
            ELSE r.state
        END AS state,
    r.started_at,
    r.finished_at,
    r.run_by,
    r."full",
    r.homes_read,
    r.homes_changed,
    r.amenities_read,
    r.amenities_changed,
    r.tiles_changed,
    r.tiles_computed,
    r.homes_planned,
    r.homes_computed,
    r.homes_written,
    r.jobs,
    r.resumed,
    r.look_s,
    r.compute_s,
    r.publish_s,
    r.message,
    r.versions
   FROM city_15min.refresh_run r;
COMMENT ON VIEW city_15min.refresh_log IS 'Every refresh: when, by whom, what it looked at, computed and wrote, and how it ended (running, done, failed, interrupted).';
COMMENT ON COLUMN city_15min.refresh_log.state IS 'running; done; failed: message says why; interrupted: it ended without a word.';
COMMENT ON COLUMN city_15min.refresh_log.homes_planned IS 'Homes in the tiles to be computed.';
COMMENT ON COLUMN city_15min.refresh_log.homes_written IS 'Rows of home that the night changed; unchanged ones are not touched.';
COMMENT ON COLUMN city_15min.refresh_log.resumed IS 'It went on with what an interrupted refresh had computed.';
COMMENT ON COLUMN city_15min.refresh_log.look_s IS 'Seconds that the look at the inputs took; compute_s and publish_s likewise.';
CREATE TABLE city_15min.work (
    batch integer NOT NULL,
    tiles integer[] NOT NULL,
    homes bigint NOT NULL
);
COMMENT ON TABLE city_15min.work IS 'Batches of tiles whose homes the refresh in progress has still to compute; who computes a batch holds a lock on its row.';
CREATE VIEW city_15min.progress AS
 SELECT r.run_id,
    r.state,
        CASE
            WHEN (r.state <> 'running'::text) THEN r.state
            WHEN (r.look_s IS NULL) THEN 'look'::text
            WHEN (w.tiles > 0) THEN 'compute'::text
            ELSE 'publish'::text
        END AS phase,
    (r.tiles_computed - w.tiles) AS tiles_done,
    w.tiles AS tiles_left,
    r.homes_computed AS homes_done,
    w.homes AS homes_left,
    ((r.homes_computed)::double precision / NULLIF(r.compute_s, (0)::double precision)) AS homes_per_s,
        CASE
            WHEN (r.state = 'running'::text) THEN (clock_timestamp() + ((((w.homes)::double precision * r.compute_s) / (NULLIF(r.homes_computed, 0))::double precision) * '00:00:01'::interval))
            ELSE NULL::timestamp with time zone
        END AS computed_at,
    r.jobs,
    r.started_at
   FROM (city_15min.refresh_log r
     CROSS JOIN ( SELECT COALESCE(sum(cardinality(work.tiles)), (0)::bigint) AS tiles,
            COALESCE(sum(work.homes), (0)::numeric) AS homes
           FROM city_15min.work) w)
  ORDER BY r.run_id DESC
 LIMIT 1;
COMMENT ON VIEW city_15min.progress IS 'Where the last refresh stands, one row.';
COMMENT ON COLUMN city_15min.progress.phase IS 'look, compute, publish; or how it ended.';
COMMENT ON COLUMN city_15min.progress.computed_at IS 'When the homes will be computed, at the pace so far.';
CREATE TABLE city_15min.quality_pending (
    input text NOT NULL,
    problem text NOT NULL,
    key text,
    detail text,
    lon double precision,
    lat double precision
);
COMMENT ON TABLE city_15min.quality_pending IS 'What the look of the refresh in progress found wrong in the inputs.';
ALTER TABLE city_15min.refresh_run ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME city_15min.refresh_run_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE city_15min.study (
    study text NOT NULL,
    layout integer NOT NULL,
    network text NOT NULL,
    homes_schema text NOT NULL,
    homes_name text NOT NULL,
    home_key text NOT NULL,
    home_key_type text NOT NULL,
    home_geom text NOT NULL,
    home_community text,
    amenities_schema text NOT NULL,
    amenities_name text NOT NULL,
    amenity_key text NOT NULL,
    amenity_key_type text NOT NULL,
    amenity_geom text NOT NULL,
    amenity_category text NOT NULL,
    communities_schema text,
    communities_name text,
    community_key text,
    community_geom text,
    walkers text[] NOT NULL,
    standards public.circle_standard[] NOT NULL,
    categories text[],
    keep integer NOT NULL,
    marks double precision[],
    horizon_min double precision,
    weights text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    circles_schema text,
    circles_name text,
    circle_key text,
    circle_geom text,
    circle_area text,
    circle_name text,
    circle_min double precision DEFAULT 15 NOT NULL,
    circle_standard public.circle_standard
);
COMMENT ON TABLE city_15min.study IS 'The definition of this study, one row; changed by circle_alter_study().';
CREATE TABLE city_15min.summary (
    walker text NOT NULL,
    standard_no integer NOT NULL,
    standard text NOT NULL,
    night bigint NOT NULL,
    refreshed_at timestamp with time zone NOT NULL,
    homes bigint NOT NULL,
    people double precision NOT NULL,
    homes_covered bigint NOT NULL,
    people_covered double precision NOT NULL,
    homes_unsnapped bigint NOT NULL,
    people_unsnapped double precision NOT NULL,
    homes_on_island bigint NOT NULL,
    people_on_island double precision NOT NULL,
    homes_without_people bigint NOT NULL,
    homes_unusable bigint NOT NULL,
    share_homes double precision,
    share_people double precision,
    mean_score double precision,
    communities bigint NOT NULL,
    amenities bigint NOT NULL,
    amenities_unsnapped bigint NOT NULL,
    no_amenities text[] NOT NULL,
    people_in_circle double precision,
    people_in_accepted_circle double precision,
    share_people_in_circle double precision,
    share_people_in_accepted_circle double precision,
    circles bigint,
    circles_accepted bigint,
    outlets bigint,
    outlets_by_circle bigint,
    outlets_per_circle double precision
);
COMMENT ON TABLE city_15min.summary IS 'The headline of the published night: a row for each walker and standard.';
COMMENT ON COLUMN city_15min.summary.people_unsnapped IS 'People in homes off the network.';
COMMENT ON COLUMN city_15min.summary.people_on_island IS 'People in homes on streets cut off from the rest.';
COMMENT ON COLUMN city_15min.summary.homes_unusable IS 'Homes of the input that could not be used: see data_quality.';
COMMENT ON COLUMN city_15min.summary.share_people IS 'Share of people whose home meets the standard, 0 to 1: covered / (covered + not covered + unsnapped).';
COMMENT ON COLUMN city_15min.summary.mean_score IS 'Mean score over people (over homes where nobody is counted), 0 to 100.';
COMMENT ON COLUMN city_15min.summary.amenities IS 'Distinct amenities of known categories.';
COMMENT ON COLUMN city_15min.summary.amenities_unsnapped IS 'Amenities off the network: straight lines alone reach them.';
COMMENT ON COLUMN city_15min.summary.no_amenities IS 'Categories that are asked for and have no amenity at all.';
COMMENT ON COLUMN city_15min.summary.people_in_circle IS 'People in at least one circle, each counted once; for the principal walker, NULL for others and in a study without circles (so are all that follow).';
COMMENT ON COLUMN city_15min.summary.people_in_accepted_circle IS 'People in at least one accepted circle; NULL where circles have no standard.';
COMMENT ON COLUMN city_15min.summary.share_people_in_circle IS 'People in a circle / people, 0 to 1.';
COMMENT ON COLUMN city_15min.summary.share_people_in_accepted_circle IS 'People in an accepted circle / people, 0 to 1.';
COMMENT ON COLUMN city_15min.summary.circles IS 'Circles of the study.';
COMMENT ON COLUMN city_15min.summary.circles_accepted IS 'Circles whose outlets meet the circles'' standard; NULL where there is none.';
COMMENT ON COLUMN city_15min.summary.outlets IS 'Distinct amenities in circles.';
COMMENT ON COLUMN city_15min.summary.outlets_by_circle IS 'Outlets summed over circles: one in two circles counts twice.';
COMMENT ON COLUMN city_15min.summary.outlets_per_circle IS 'outlets_by_circle / circles.';
CREATE TABLE city_15min.tile_change (
    tile integer NOT NULL,
    body_hash bytea
);
COMMENT ON TABLE city_15min.tile_change IS 'Tiles of the network that differ from the published night; NULL: gone.';
CREATE TABLE city_15min.tile_seen (
    tile integer NOT NULL,
    body_hash bytea NOT NULL
);
COMMENT ON TABLE city_15min.tile_seen IS 'Tiles of the network as the published night saw them.';
CREATE TABLE city_net.build_log (
    build_no bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    report jsonb NOT NULL
);
COMMENT ON TABLE city_net.build_log IS 'Every finished build and what it reported.';
COMMENT ON COLUMN city_net.build_log.build_no IS 'Number of the build; one that failed leaves a gap.';
COMMENT ON COLUMN city_net.build_log.started_at IS 'When the build began.';
COMMENT ON COLUMN city_net.build_log.finished_at IS 'When the build was done.';
COMMENT ON COLUMN city_net.build_log.report IS 'What circle_build_network() returned.';
ALTER TABLE city_net.build_log ALTER COLUMN build_no ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME city_net.build_log_build_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE city_net.data_quality (
    data_quality_id bigint NOT NULL,
    tile integer,
    reason text NOT NULL,
    street text,
    detail text,
    geom public.geometry(Point,4326)
);
COMMENT ON TABLE city_net.data_quality IS 'What of the streets could not be used as meant, and why.';
COMMENT ON COLUMN city_net.data_quality.data_quality_id IS 'Number of the row.';
COMMENT ON COLUMN city_net.data_quality.tile IS 'Tile in which streets seem to meet but are not joined; NULL: about a street as a whole.';
COMMENT ON COLUMN city_net.data_quality.reason IS 'What is wrong.';
COMMENT ON COLUMN city_net.data_quality.street IS 'Key of the street; NULL: it has none.';
COMMENT ON COLUMN city_net.data_quality.detail IS 'What was done with it, or with which other street.';
COMMENT ON COLUMN city_net.data_quality.geom IS 'Where; NULL for a street as a whole.';
ALTER TABLE city_net.data_quality ALTER COLUMN data_quality_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME city_net.data_quality_data_quality_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE city_net.network (
    network text NOT NULL,
    layout integer NOT NULL,
    streets_schema text NOT NULL,
    streets_name text NOT NULL,
    key_column text NOT NULL,
    geom_column text NOT NULL,
    steps_column text,
    door_column text,
    private_column text,
    class_column text,
    text_keys boolean NOT NULL,
    built_at timestamp with time zone
);
COMMENT ON TABLE city_net.network IS 'Definition of this walking network (one row). Change it with circle_alter_network().';
COMMENT ON COLUMN city_net.network.network IS 'Name of the network as it was created.';
COMMENT ON COLUMN city_net.network.layout IS 'Layout of this schema; a build brings an older one up to date.';
COMMENT ON COLUMN city_net.network.streets_schema IS 'Schema of the streets'' table or view, looked up at each build.';
COMMENT ON COLUMN city_net.network.streets_name IS 'Name of the streets'' table or view, looked up at each build.';
COMMENT ON COLUMN city_net.network.key_column IS 'Column with the streets'' key.';
COMMENT ON COLUMN city_net.network.geom_column IS 'Column with the streets'' lines.';
COMMENT ON COLUMN city_net.network.steps_column IS 'Boolean column: steps. NULL: there is none, no street is.';
COMMENT ON COLUMN city_net.network.door_column IS 'Boolean column: may a walk start or end on the street? NULL: there is none, it may.';
COMMENT ON COLUMN city_net.network.private_column IS 'Boolean column: private. NULL: there is none, no street is.';
COMMENT ON COLUMN city_net.network.class_column IS 'Column with class words (steps, lift, escalator, crossing, tunnel, bridge, indoor, plaza). NULL: there is none.';
COMMENT ON COLUMN city_net.network.text_keys IS 'Are the streets'' keys text? Else they are whole numbers.';
COMMENT ON COLUMN city_net.network.built_at IS 'Start of the transaction of the last build.';
CREATE TABLE city_net.tile (
    tile integer NOT NULL,
    input_digest bytea NOT NULL,
    body_hash bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE ONLY city_net.tile ALTER COLUMN body SET STORAGE EXTERNAL;
COMMENT ON TABLE city_net.tile IS 'The walking network, one row per tile of the web-map grid at zoom 14. Written by circle_build_network() only.';
COMMENT ON COLUMN city_net.tile.tile IS 'Number of the tile: row * 16384 + column, row 0 in the north.';
COMMENT ON COLUMN city_net.tile.input_digest IS 'Digest of the streets that the tile was built from: an unchanged one is not built again.';
COMMENT ON COLUMN city_net.tile.body_hash IS 'Hash of the body: what caches know a tile by.';
COMMENT ON COLUMN city_net.tile.body IS 'Nodes, edges, lines and heights of the tile.';
COPY """Örtlich"" 15min".amenity (amenity_id, category, access_no, geom, tile, snap_m, on_island, closed_edge, area) FROM stdin;
3	breakfast	1	0101000020E61000008558A25813A35A40D837E62B378F3D40	111129329	8.745	f	f	\N
19	breakfast	1	0101000020E6100000E0F835ED3DA35A4011E8A793C78E3D40	111129329	6.477	f	f	\N
32	breakfast	1	0101000020E610000083C0CAA145A35A40D09CF529C78E3D40	111129329	6.615	f	f	\N
38	breakfast	1	0101000020E6100000516B9A771CA35A408DAE7724038F3D40	111129329	8.948	f	f	\N
39	breakfast	1	0101000020E6100000BC5B59A233A35A403E63BA6B64903D40	111129329	7.014	f	f	\N
\.
COPY """Örtlich"" 15min".amenity_change (amenity_id, category, access_no, gone, geom, tile, snap_m, on_island, closed_edge, area) FROM stdin;
\.
COPY """Örtlich"" 15min".circle (circle_id, name, geom, area, grade, satisfaction, chain_rate, outlets_elsewhere, circle_min, standard, snap_m, on_island) FROM stdin;
\.
COPY """Örtlich"" 15min".circle_indicator (circle_id, homes, residents, outlets, outlets_by_category, basic_kinds, quality_kinds, basic_present, basic_missing, quality_present, quality_missing, kinds_unknown, outlets_per_1000, accepted, score) FROM stdin;
\.
COPY """Örtlich"" 15min".circle_look (circle_id, name, geom, area, grade, satisfaction, chain_rate, outlets_elsewhere, circle_min, standard) FROM stdin;
\.
COPY """Örtlich"" 15min".circle_member (circle_id, home_id, minutes, in_area) FROM stdin;
\.
COPY """Örtlich"" 15min".circle_outlet (circle_id, amenity_id, minutes, in_area) FROM stdin;
\.
COPY """Örtlich"" 15min".community_history (night, walker, standard_no, level, community, need, homes, people, homes_covered, people_covered, share_homes, share_people, median_value, mean_capped_value, unit) FROM stdin;
1	adult	1	community		breakfast within 5 min	75	75	39	39	0.52	0.52	4.9816666666666665	5.648266666666666	min
1	adult	1	community	Nørre	breakfast within 5 min	25	25	12	12	0.48	0.48	5.04	5.3018	min
1	adult	1	community			75	75	39	39	0.52	0.52	100	52	score
1	adult	1	community	Nørre		25	25	12	12	0.48	0.48	0	48	score
\.
COPY """Örtlich"" 15min".community_indicator (walker, standard_no, level, community, need, homes, people, homes_covered, people_covered, homes_unsnapped, people_unsnapped, homes_on_island, people_on_island, homes_without_people, share_homes, share_people, median_value, mean_capped_value, people_beyond, unit) FROM stdin;
adult	1	community		breakfast within 5 min	75	75	39	39	0	0	1	1	0	0.52	0.52	4.9816666666666665	5.648266666666666	18	min
adult	1	community	Nørre	breakfast within 5 min	25	25	12	12	0	0	0	0	0	0.48	0.48	5.04	5.3018	6	min
adult	1	community			75	75	39	39	0	0	1	1	0	0.52	0.52	100	52	0	score
adult	1	community	Nørre		25	25	12	12	0	0	0	0	0	0.48	0.48	0	48	0	score
\.
COPY """Örtlich"" 15min".data_quality (problem_no, input, problem, key, detail, lon, lat) FROM stdin;
1	homes	on an island	h298	only streets that are cut off from the rest are in reach	106.5549712	29.5614989
\.
COPY """Örtlich"" 15min".history (night, refreshed_at, walker, standard_no, standard, homes, people, share_homes, share_people, mean_score) FROM stdin;
1	2026-11-26 09:40:29.713742+00	adult	1	breakfast within 5 min	100	100	0.51	0.51	51
\.
COPY """Örtlich"" 15min".home (home_id, community, geom, tile, snap_m, on_island, closed_edge, coverage, meets, score) FROM stdin;
h187		0101000020E6100000022EC896E5A25A402FAF12E2808E3D40	111129328	18.759	f	f	breakfast min keep 5: 6:33.6 7:01.4 8:07.5 8:41.4 (5=0 10=4)	f	0
h178		0101000020E6100000A8DF2AF4E6A25A4067C581A1588E3D40	111129328	37.658	f	f	breakfast min keep 5: 7:30.4 8:00.6 8:22.9 8:56.8 (5=0 10=4)	f	0
h214		0101000020E6100000B21A01CB00A35A405A3EDC1F398F3D40	111129329	28.325	f	f	breakfast min keep 5: 1:49.1 3:32.9 7:23 7:56.9 9:55 (5=2 10=5)	t	100
h154		0101000020E6100000D37DA59828A35A40B30694F2FF8F3D40	111129329	21.039	f	f	breakfast min keep 5: 3:00.7 6:26 6:47.1 8:25.2 8:59.2 (5=1 10=5)	t	100
h235		0101000020E610000035E37ED12FA35A40B4E89D0AB88F3D40	111129329	15.874	f	f	breakfast min keep 5: 4:58.9 5:02.7 5:20 6:32.4 7:06.3 (5=1 10=5)	t	100
h4	Nørre	0101000020E61000004D987A2730A35A408EB344C2528E3D40	111129329	17.28	f	f	breakfast min keep 5: 3:34.8 4:08.7 6:50.4 8:43.9 (5=2 10=4)	t	100
h220	Nørre	0101000020E61000001846D50AAEA35A40515557F43D8F3D40	111129329	25.127	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h145		0101000020E610000050F5D0E31CA35A40457F68E6C98F3D40	111129329	12.609	f	f	breakfast min keep 5: 7:29.1 7:32.9 7:50.2 9:28.3 (5=0 10=4)	f	0
h49		0101000020E6100000DD25715644A35A400A57F613848F3D40	111129329	2.782	f	f	breakfast min keep 5: 5:14.2 5:22.8 5:44 5:48.1 6:57.6 (5=0 10=5)	f	0
h133		0101000020E61000008A5CCBBFF1A25A40E86624E7698F3D40	111129329	21.892	f	f	breakfast min keep 5: 4:26.7 6:10.5 9:49.7 (5=1 10=3)	t	100
h37		0101000020E61000007D10B8640BA35A406EA5D766638F3D40	111129329	17.609	f	f	breakfast min keep 5: 4:26.2 6:10 7:55.8 8:24.4 8:29.7 (5=1 10=5)	t	100
h298		0101000020E6100000338EECA584A35A406F3D5464BE8F3D40	111129329	15.912	t	f	breakfast min keep 5: (5=0 10=0)	f	0
h109		0101000020E61000002CFCCF5012A35A403FF6C484E28E3D40	111129329	37.647	f	f	breakfast min keep 5: 1:26.6 2:42.1 5:22.4 5:56.4 (5=2 10=4)	t	100
h124	Nørre	0101000020E6100000A300F676F0A25A40AD50A4FB398F3D40	111129329	40.54	f	f	breakfast min keep 5: 3:10.8 4:54.6 8:44.7 9:18.6 (5=2 10=4)	t	100
h238		0101000020E61000001F3D8F9BABA35A4012EEDF06C68F3D40	111129329	32.682	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h277		0101000020E6100000AF9D83C2FBA25A40C0081A33898E3D40	111129329	11.01	f	f	breakfast min keep 5: 4:44.1 5:14.3 5:36.6 6:10.5 (5=1 10=4)	t	100
h169		0101000020E6100000F5262B2BF2A25A40A6272CF180903D40	111129329	11.965	f	f	breakfast min keep 5: 6:08.6 (5=0 10=1)	f	0
h127		0101000020E6100000400CBE7A26A35A406F3EBF396D8F3D40	111129329	15.418	f	f	breakfast min keep 5: 3:51.4 4:12.6 5:50.7 6:19.3 6:24.6 (5=2 10=5)	t	100
h289		0101000020E61000003C9281F22DA35A403EC27AEDE38E3D40	111129329	23.172	f	f	breakfast min keep 5: 1:57.3 2:31.2 4:09.2 6:02.7 (5=3 10=4)	t	100
h130		0101000020E6100000E2E24D2352A35A401958C7F1438F3D40	111129329	22.514	f	f	breakfast min keep 5: 4:51.3 5 5:13.9 5:21.2 8:40 (5=2 10=5)	t	100
h268	Nørre	0101000020E61000005A965412FEA25A407D9983FB5C8E3D40	111129329	20.461	f	f	breakfast min keep 5: 5:13.7 5:43.9 6:06.3 6:40.2 (5=0 10=4)	f	0
h106		0101000020E6100000B598E9A8B4A35A4000D8CA958B8E3D40	111129329	15.259	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h172	Nørre	0101000020E61000009C69673D21A35A40C1AFECDD7A903D40	111129329	49.173	f	f	breakfast min keep 5: 2:04.7 9:32.9 9:54 (5=1 10=3)	t	100
h211		0101000020E6100000541FA397ACA35A40CF108E59F68E3D40	111129329	19.957	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h283		0101000020E6100000857B65DEAAA35A40CFB5D4E6A48E3D40	111129329	13.034	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h31		0101000020E61000000147A75343A35A40AB274E49318F3D40	111129329	19.097	f	f	breakfast min keep 5: 3:44.5 3:53.2 4:14.3 4:18.4 7:41.2 (5=4 10=5)	t	100
h34		0101000020E610000065FACA28BBA35A408F386403E98E3D40	111129329	13.399	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h64	Nørre	0101000020E61000002D0208C410A35A40388A07EF06903D40	111129329	42.122	f	f	breakfast min keep 5: 5:32.1 8:07 9:48.9 (5=0 10=3)	f	0
h88	Nørre	0101000020E6100000959BA8A5B9A35A408852318452903D40	111129329	24.572	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h151		0101000020E6100000F052EA92F1A25A40B2D2495B01903D40	111129329	20.02	f	f	breakfast min keep 5: 6:33 8:08.8 9:52.6 (5=0 10=3)	f	0
h61		0101000020E6100000A7203F1BB9A35A40B13ACD5DA68F3D40	111129329	30.906	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h181		0101000020E61000002478E86022A35A40AACF7A9D798E3D40	111129329	20.865	f	f	breakfast min keep 5: 3:38.1 4:12 6:53.7 7:33.4 (5=2 10=4)	t	100
h208	Nørre	0101000020E61000009065C1C41FA35A4035F169A9178F3D40	111129329	12.053	f	f	breakfast min keep 5: 1:06.7 3:01.6 4:18.4 4:52.3 9:25.3 (5=4 10=5)	t	100
h112	Nørre	0101000020E61000008A4457D842A35A4015771783E28E3D40	111129329	3.115	f	f	breakfast min keep 5: 1:28.1 2:02.1 4:16.6 6:10.2 (5=3 10=4)	t	100
h100	Nørre	0101000020E6100000911A248E06A35A4076D4E29D8D8E3D40	111129329	3.001	f	f	breakfast min keep 5: 4:25 4:40.1 4:55.2 5:14.1 (5=3 10=4)	t	100
h115		0101000020E61000000E3AD7E6B5A35A40630EDD47C98E3D40	111129329	17.209	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h43		0101000020E61000008F96B9AFB9A35A40C13A8E1F2A8F3D40	111129329	22.117	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h25		0101000020E6100000F71109F0A7A35A40E1A24918BC8E3D40	111129329	20.288	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h247		0101000020E6100000FF59F3E3AFA35A40588CBAD6DE8F3D40	111129329	13.571	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h166		0101000020E61000000755B4835BA35A40126FF8382E903D40	111129329	19.265	f	f	breakfast min keep 5: 4:17.9 9:43.4 (5=1 10=2)	t	100
h160	Nørre	0101000020E61000009B90D618F4A25A40ADC66D8F39903D40	111129329	20.138	f	f	breakfast min keep 5: 5:29.6 8:27.7 (5=0 10=2)	f	0
h148	Nørre	0101000020E6100000778B1B1252A35A40A16FC108D08F3D40	111129329	21.674	f	f	breakfast min keep 5: 5:09.3 7:44 7:52.6 8:13.8 8:17.9 (5=0 10=5)	f	0
h22		0101000020E6100000BC5B59A233A35A4037A6272CF18E3D40	111129329	28.932	f	f	breakfast min keep 5: 2:11.3 2:41.4 3:15.4 4:04.9 9:03.6 (5=4 10=5)	t	100
h10		0101000020E6100000322317F7FAA25A403854E7ACAA8E3D40	111129329	1.489	f	f	breakfast min keep 5: 6:47.7 7:17.9 7:40.2 8:14.2 (5=0 10=4)	f	0
h19		0101000020E61000007262597AFEA25A402298593AD58E3D40	111129329	30.503	f	f	breakfast min keep 5: 8:03.2 8:33.4 8:55.8 9:29.7 (5=0 10=4)	f	0
h13		0101000020E6100000E834666D2EA35A40A20C5531958E3D40	111129329	3.274	f	f	breakfast min keep 5: 2:45.4 3:19.3 6:01 7:53.4 (5=2 10=4)	t	100
h253		0101000020E6100000D41055F833A35A4072929C024F903D40	111129329	15.055	f	f	breakfast min keep 5: 1:35.9 8:11.8 8:32.9 (5=1 10=3)	t	100
h274		0101000020E61000009FB8D221A6A35A4063450DA6618E3D40	111129329	32.926	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h28	Nørre	0101000020E610000065C80CAFFFA25A40E3AD4E290A8F3D40	111129329	33.432	f	f	breakfast min keep 5: 2:39.8 3:10 6:29.9 7:03.8 (5=2 10=4)	t	100
h199		0101000020E6100000ABE7493E1BA35A4020E80D9CD88E3D40	111129329	43.55	f	f	breakfast min keep 5: 3:13.8 3:47.7 4:00.5 5:25 (5=3 10=4)	t	100
h271		0101000020E6100000B8F5E4AB2EA35A40A2AC29DA668E3D40	111129329	38.848	f	f	breakfast min keep 5: 2:58.8 3:32.7 6:14.4 8:07.9 (5=2 10=4)	t	100
h40	Nørre	0101000020E61000008035BD7A4BA35A40BC11CC87568F3D40	111129329	12.271	f	f	breakfast min keep 5: 5:02.4 5:11 5:32.2 5:36.3 7:37 (5=0 10=5)	f	0
h73		0101000020E6100000C616821C14A35A404AE5924F34903D40	111129329	30.972	f	f	breakfast min keep 5: 3:59.1 9:15.8 9:37 (5=1 10=3)	t	100
h244	Nørre	0101000020E6100000CEF7F82933A35A40F3C1D77C01903D40	111129329	41.364	f	f	breakfast min keep 5: 3:12.6 6:44.6 7:05.7 8:43.8 9:17.8 (5=1 10=5)	t	100
h295		0101000020E61000004828C7AEFEA25A40EF9A4649FE8E3D40	111129329	14.261	f	f	breakfast min keep 5: 2:29 2:59.2 6:19.1 6:53 (5=2 10=4)	t	100
h190		0101000020E6100000A951A3EB1DA35A4060066344A28E3D40	111129329	6.611	f	f	breakfast min keep 5: 4:09.4 4:43.3 6:18.6 6:50.2 (5=2 10=4)	t	100
h136	Nørre	0101000020E610000026EC91BC29A35A40F1E31E01928F3D40	111129329	10.312	f	f	breakfast min keep 5: 3:58.7 4:19.8 5:11.8 5:58 6:31.9 (5=2 10=5)	t	100
h139		0101000020E61000009D908C8B59A35A40CEC87B30848F3D40	111129329	19.464	f	f	breakfast min keep 5: 6:34.1 6:52.2 7:00.9 7:22 8:09.6 (5=0 10=5)	f	0
h262		0101000020E6100000A17197B32DA35A401200773469903D40	111129329	17.132	f	f	breakfast min keep 5: 0:43.9 8:36.9 8:58 (5=1 10=3)	t	100
h196	Nørre	0101000020E6100000F71E2E39EEA25A4025F8F076CE8E3D40	111129329	22.974	f	f	breakfast min keep 5: 7:45.2 8:15.4 8:37.8 9:11.7 (5=0 10=4)	f	0
h67		0101000020E61000000EFB986A41A35A4097F7DD1912903D40	111129329	27.806	f	f	breakfast min keep 5: 2:43 8:36.2 8:40.6 9:01.8 9:10.1 (5=1 10=5)	t	100
h229		0101000020E610000067BEDE58ABA35A40420CCFA67E8F3D40	111129329	45.911	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h121		0101000020E6100000C31CF3F054A35A40EEBDAE15238F3D40	111129329	29.356	f	f	breakfast min keep 5: 4:59.5 5:16 5:24.7 5:45.8 9:04.7 (5=1 10=5)	t	100
h223		0101000020E61000003EEB1A2D07A35A40EBD5B617878F3D40	111129329	13.382	f	f	breakfast min keep 5: 5:03.9 6:47.7 7:49.2 8:33.5 9:07.4 (5=0 10=5)	f	0
h193		0101000020E61000005D209CAA56A35A4091B355EEAA8E3D40	111129329	15.019	f	f	breakfast min keep 5: 2:06.2 2:39.9 6:24.8 8:18.3 (5=2 10=4)	t	100
h205		0101000020E610000004013274ECA25A4024720BA7168F3D40	111129329	16.348	f	f	breakfast min keep 5: 3:15.4 4:59.2 8:49.3 9:23.3 (5=2 10=4)	t	100
h241		0101000020E610000079115C9BFCA25A40CC3A2D89FD8F3D40	111129329	26.448	f	f	breakfast min keep 5: 6:30.3 7:14.5 8:58.3 (5=0 10=3)	f	0
h70		0101000020E610000021DFEF61C0A35A40743ADA82EF8F3D40	111129329	17.109	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h157		0101000020E61000004A39A97958A35A408613E2DB05903D40	111129329	39.617	f	f	breakfast min keep 5: 5:29 9:02.9 9:36.6 (5=0 10=3)	f	0
h232	Nørre	0101000020E6100000AC8BDB6800A35A408297CFA8AF8F3D40	111129329	24.494	f	f	breakfast min keep 5: 5:43.1 7:26.9 7:56.9 9:52.3 (5=0 10=4)	f	0
h226		0101000020E610000084786EEB38A35A409E3B6645798F3D40	111129329	13.604	f	f	breakfast min keep 5: 4:29.8 4:38.4 4:59.6 5:03.7 5:48.6 (5=3 10=5)	t	100
h85		0101000020E61000001897AAB445A35A4008C14FC186903D40	111129329	29.334	f	f	breakfast min keep 5: 3:09.3 (5=1 10=1)	t	100
h16	Nørre	0101000020E6100000A123038AA2A35A4040E6B974828E3D40	111129329	8.894	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h46		0101000020E6100000802E75EB10A35A4034B9BD49788F3D40	111129329	13.592	f	f	breakfast min keep 5: 3:55.6 5:39.4 7:25.2 7:53.8 7:59.1 (5=1 10=5)	t	100
h142		0101000020E610000047191648F5A25A405F268A90BA8F3D40	111129329	20.792	f	f	breakfast min keep 5: 5:46.1 7:29.9 7:50.2 (5=0 10=3)	f	0
h82		0101000020E6100000E0089CB610A35A4098A3C7EF6D903D40	111129329	31.112	f	f	breakfast min keep 5: 3:05.4 (5=1 10=1)	t	100
h265		0101000020E61000008FBB52E0AEA35A40146690717B903D40	111129329	13.224	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h250		0101000020E6100000749F77BEFAA25A40691E1BDC31903D40	111129329	17.667	f	f	breakfast min keep 5: 5:40.3 8:13.3 9:57.1 (5=0 10=3)	f	0
h1		0101000020E61000005BDE0B82FDA25A406AEC5C62768E3D40	111129329	21.706	f	f	breakfast min keep 5: 4:46.8 5:17 5:39.4 6:13.3 (5=1 10=4)	t	100
h175		0101000020E610000050FC187357A35A4089DD2D7F74903D40	111129329	24.821	f	f	breakfast min keep 5: 3:54 (5=1 10=1)	t	100
h118		0101000020E61000005589B2B714A35A40674BB1FE2A8F3D40	111129329	12.98	f	f	breakfast min keep 5: 0:19.5 2:08.4 6:02.8 6:36.7 8:55 (5=2 10=5)	t	100
h55		0101000020E61000006006BEFD14A35A4038BA4A77D78F3D40	111129329	2.186	f	f	breakfast min keep 5: 7:23 8:34.1 (5=0 10=2)	f	0
h286		0101000020E6100000B3C414F6FEA25A402C96C73FD88E3D40	111129329	36.184	f	f	breakfast min keep 5: 8:08.6 8:38.8 9:01.1 9:35 (5=0 10=4)	f	0
h58		0101000020E61000009191FD3D42A35A40613B736AC28F3D40	111129329	16.83	f	f	breakfast min keep 5: 5:48.3 6:43.7 6:52.3 7:13.5 7:17.6 (5=0 10=5)	f	0
h94		0101000020E6100000C310397D3DA35A40AAE3E7757A8E3D40	111129329	13.507	f	f	breakfast min keep 5: 2:30.9 2:39.1 5:46.5 7:40 (5=2 10=4)	t	100
h217		0101000020E61000007E737FF538A35A40E9A85956508F3D40	111129329	17.433	f	f	breakfast min keep 5: 3:41.8 3:50.5 4:11.6 4:15.7 6:42.3 (5=4 10=5)	t	100
h202		0101000020E61000009F5A7D7555A35A40D13E56F0DB8E3D40	111129329	30.912	f	f	breakfast min keep 5: 2:32.9 3:06.6 5:43.4 7:36.9 (5=2 10=4)	t	100
h79		0101000020E610000013ACBBC3B7A35A4075F4AE3033903D40	111129329	26.879	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h256	Nørre	0101000020E610000079A23550AAA35A409316D3F13D903D40	111129329	18.33	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h280	Nørre	0101000020E61000008E9E115B30A35A40684B0CB89D8E3D40	111129329	7.522	f	f	breakfast min keep 5: 2:59.1 3:33.1 6:14.8 8:07.2 (5=2 10=4)	t	100
h103		0101000020E6100000F02609D341A35A405FB532E1978E3D40	111129329	13.271	f	f	breakfast min keep 5: 3:04.1 3:05.1 6:19.7 8:13.2 (5=2 10=4)	t	100
h184	Nørre	0101000020E6100000A0FEB3E647A35A407DE13A6B5C8E3D40	111129329	13.039	f	f	breakfast min keep 5: 2:46.7 3:20.4 7:05.3 8:58.8 (5=2 10=4)	t	100
h52	Nørre	0101000020E61000001247C3CEB9A35A404507C9A76C8F3D40	111129329	11.401	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h7		0101000020E6100000B5FCC0559EA35A40945C0F70528E3D40	111129329	23.29	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h292	Nørre	0101000020E6100000AEE06D94ABA35A404ECA49CDC38E3D40	111129329	23.744	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h91		0101000020E61000004BEDA06D10A35A406E0DB6227B8E3D40	111129329	19.953	f	f	breakfast min keep 5: 4:54.6 5:17.5 5:28.5 5:47.7 (5=1 10=4)	t	100
h163		0101000020E6100000F800385126A35A401D1ABBE93B903D40	111129329	30.784	f	f	breakfast min keep 5: 2:42.1 7:56.2 8:17.3 9:55.4 (5=1 10=4)	t	100
h76	Nørre	0101000020E6100000872062DE3EA35A40E091C20655903D40	111129329	16.125	f	f	breakfast min keep 5: 1:10.3 9:09 9:11.9 9:30.2 9:45.8 (5=1 10=5)	t	100
h97		0101000020E610000071B9B024AFA35A4087FE092E568E3D40	111129329	22.548	f	f	breakfast min keep 5: (5=0 10=0)	f	0
h259		0101000020E610000060538C98FEA25A4029AA23EC80903D40	111129329	19.313	f	f	breakfast min keep 5: 5:23.5 (5=0 10=1)	f	0
\.
COPY """Örtlich"" 15min".home_change (home_id, gone, moved, community, geom, tile) FROM stdin;
\.
COPY """Örtlich"" 15min".home_walker (home_id, walker, snap_m, on_island, closed_edge, coverage, meets, score) FROM stdin;
\.
COPY """Örtlich"" 15min".look (look_hash) FROM stdin;
\.
COPY """Örtlich"" 15min".need (standard_no, need_no, need, category, needed, limit_value, unit, weight) FROM stdin;
1	1	breakfast within 5 min	breakfast	1	5	min	1
\.
COPY """Örtlich"" 15min".night (night, published_at, run_id, network, template, definition_hash, search_hash, weights) FROM stdin;
1	2026-11-26 09:40:29.713742+00	1	city_net	breakfast min keep 5: (5=0 10=0)	500187df82a65efb4a8aea429a80c936	9b0e140b7870003b5b93024e142db02b	{}
\.
COPY """Örtlich"" 15min".pending (home_id, walker, snap_m, on_island, closed_edge, coverage, meets, score) FROM stdin;
\.
COPY """Örtlich"" 15min".quality_pending (input, problem, key, detail, lon, lat) FROM stdin;
\.
COPY """Örtlich"" 15min".refresh_run (run_id, night, state, started_at, finished_at, run_by, "full", homes_read, homes_changed, amenities_read, amenities_changed, tiles_changed, tiles_computed, homes_planned, homes_computed, homes_written, jobs, resumed, look_s, compute_s, publish_s, message, versions) FROM stdin;
1	1	done	2026-11-26 09:40:29.692562+00	2026-11-26 09:40:29.727722+00	postgres	f	100	100	5	5	2	2	100	100	100	1	f	0.014659	0.001938	0.015285	\N	circle_ext 1.0.0, PostGIS 3.3.2, PostgreSQL 15.20 (Debian 15.20-0+deb12u1)
\.
COPY """Örtlich"" 15min".standard (standard_no, standard) FROM stdin;
1	breakfast within 5 min
\.
COPY """Örtlich"" 15min".study (study, layout, network, homes_schema, homes_name, home_key, home_key_type, home_geom, home_community, amenities_schema, amenities_name, amenity_key, amenity_key_type, amenity_geom, amenity_category, communities_schema, communities_name, community_key, community_geom, walkers, standards, categories, keep, marks, horizon_min, weights, created_at, circles_schema, circles_name, circle_key, circle_geom, circle_area, circle_name, circle_min, circle_standard) FROM stdin;
"Örtlich" 15min	1	city_net	city	home_view	key of home	text	geom	community	city	amenity	amenity_id	bigint	geom	category	\N	\N	\N	\N	{adult}	{"breakfast within 5 min"}	\N	5	\N	\N	{}	2026-11-26 09:40:29.579634+00	\N	\N	\N	\N	\N	\N	15	\N
\.
COPY """Örtlich"" 15min".summary (walker, standard_no, standard, night, refreshed_at, homes, people, homes_covered, people_covered, homes_unsnapped, people_unsnapped, homes_on_island, people_on_island, homes_without_people, homes_unusable, share_homes, share_people, mean_score, communities, amenities, amenities_unsnapped, no_amenities, people_in_circle, people_in_accepted_circle, share_people_in_circle, share_people_in_accepted_circle, circles, circles_accepted, outlets, outlets_by_circle, outlets_per_circle) FROM stdin;
adult	1	breakfast within 5 min	1	2026-11-26 09:40:29.713742+00	100	100	51	51	0	0	1	1	0	0	0.51	0.51	51	1	5	0	{}	\N	\N	\N	\N	\N	\N	\N	\N	\N
\.
COPY """Örtlich"" 15min".tile_change (tile, body_hash) FROM stdin;
\.
COPY """Örtlich"" 15min".tile_seen (tile, body_hash) FROM stdin;
111129329	\\xb42198d92be80b70f31ab999a70c9ac0
111129328	\\x9f8d9370d6fa83b6cc4800f734810c1d
\.
COPY """Örtlich"" 15min".walker (walker_no, walker, speed_m_s, steps_factor, door_speed_m_s, snap_limit_m) FROM stdin;
1	adult	1.33	3	1.33	100
\.
COPY """Örtlich"" 15min".work (batch, tiles, homes) FROM stdin;
\.
COPY city.amenity (amenity_id, category, name, geom) FROM stdin;
1	convenience	Convenience 1	0101000020E61000009CFBABC7FDA25A403518D9846A8F3D40
2	restaurant	Restaurant 2	0101000020E6100000EB460EC7A9A35A4052216816B28E3D40
4	pharmacy	Pharmacy 4	0101000020E6100000FE9DEDD11BA35A40FBCBEEC9C38E3D40
5	barber	Barber 5	0101000020E6100000FE953A6D32A35A40699890C5EC8F3D40
6	laundry	Laundry 6	0101000020E610000037E96CB713A35A404BFCF61A27903D40
7	supermarket	Supermarket 7	0101000020E61000008E7AE3FFE9A25A402FD516E8248F3D40
7	wet_market	Wet Market 7	0101000020E61000008E7AE3FFE9A25A402FD516E8248F3D40
8	wet_market	Wet Market 8	0101000020E610000015E06014A9A35A40F37E92F1DE8F3D40
9	parcel	Parcel 9	0101000020E6100000814067D2A6A35A4081D71D41E08F3D40
10	bank	Bank 10	0101000020E6100000571A42DFA7A35A405BBEE435658F3D40
11	repair	Repair 11	0101000020E6100000A034D428A4A35A40879D7301798E3D40
12	kindergarten	Kindergarten 12	0101000020E61000004D0C6E1052A35A40C96DA065828E3D40
13	primary	Primary 13	0101000020E610000002A667D542A35A4051A5C1C826903D40
13	primary	Primary 13	0101000020E6100000BA27B45142A35A40D740A9AC5C903D40
14	junior_secondary	Junior Secondary 14	0101000020E61000009BAC510F51A35A4096760F75C48E3D40
15	health_station	Health Station 15	0101000020E61000000F84BFBA05A35A40C11C3D7E6F8F3D40
16	hospital	Hospital 16	0101000020E61000004A58C0A934A35A4013D78C672B903D40
17	elderly_daycare	Elderly Daycare 17	0101000020E61000000533A6600DA35A402B29C12CFE8E3D40
18	convenience	Convenience 18	0101000020E61000008835F0FE53A35A40CF5CF11EB18F3D40
19	breakfast	Breakfast 19	0101000020E6100000E0F835ED3DA35A4011E8A793C78E3D40
20	pharmacy	Pharmacy 20	0101000020E6100000D83C581014A35A407286E28E378F3D40
21	barber	Barber 21	0101000020E6100000D720826044A35A406471A4D8768F3D40
22	kindergarten	Kindergarten 22	0101000020E610000018B72CBA50A35A40368FC360FE8E3D40
23	barber	Barber 23	0101000020E6100000012FD8B221A35A40C8BA1347798F3D40
24	restaurant	Restaurant 24	0101000020E6100000C6489B4F42A35A409857642AB38F3D40
25	convenience	Convenience 25	0101000020E61000007324E18CABA35A401BA77C63638F3D40
26	pharmacy	Pharmacy 26	0101000020E610000052222EA553A35A40BD12EDCFEA8F3D40
27	pharmacy	Pharmacy 27	0101000020E6100000AF05627E13A35A403BDE89FE758F3D40
28	convenience	Convenience 28	0101000020E61000004EF7956222A35A4083E563D23A8F3D40
29	health_station	Health Station 29	0101000020E610000071AE618646A35A408AE0247266903D40
30	restaurant	Restaurant 30	0101000020E6100000092758D240A35A404F9A61FE65903D40
31	repair	Repair 31	0101000020E61000000230F9FA35A35A40413F9D3C768F3D40
32	breakfast	Breakfast 32	0101000020E610000083C0CAA145A35A40D09CF529C78E3D40
33	bank	Bank 33	0101000020E61000004EF5BFB744A35A40D5E4CEF1768F3D40
34	restaurant	Restaurant 34	0101000020E61000003EEF213C35A35A40354EF9C6C68E3D40
35	repair	Repair 35	0101000020E61000002D4B2A09BFA35A409D55551E938F3D40
36	restaurant	Restaurant 36	0101000020E6100000F12FDD7F3FA35A40B4A789E365903D40
37	restaurant	Restaurant 37	0101000020E610000090696D1A5BA35A40832161CE22903D40
38	breakfast	Breakfast 38	0101000020E6100000516B9A771CA35A408DAE7724038F3D40
39	breakfast	Breakfast 39	0101000020E6100000BC5B59A233A35A403E63BA6B64903D40
40	restaurant	Restaurant 40	0101000020E6100000516B9A771CA35A40E78FC4268D8E3D40
41	parcel	Parcel 41	0101000020E610000050A2CAD534A35A40FF0758AB768F3D40
42	restaurant	Restaurant 42	0101000020E6100000884E2A7524A35A407A23A93B058F3D40
43	health_station	Health Station 43	0101000020E61000005D59582632A35A409943F751B28F3D40
44	restaurant	Restaurant 44	0101000020E61000006B4F24F323A35A401DD83BED3A8F3D40
45	restaurant	Restaurant 45	0101000020E6100000D1FB1065B9A35A409263A18CA78E3D40
46	repair	Repair 46	0101000020E61000007054B82F31A35A407ED1D4A1898E3D40
47	pharmacy	Pharmacy 47	0101000020E6100000DE228B8F2AA35A404D897F338C8E3D40
48	convenience	Convenience 48	0101000020E6100000F702B34211A35A40300DC347C48E3D40
49	kindergarten	Kindergarten 49	0101000020E6100000228ED02A0EA35A40CBA3761AC48E3D40
50	restaurant	Restaurant 50	0101000020E610000065451ED2B9A35A4043458B225A8F3D40
51	bank	Bank 51	0101000020E6100000D20AC2CB42A35A40BCD12236B38F3D40
52	primary	Primary 52	0101000020E6100000BEA1F0D9BAA35A40666089ACDA8E3D40
52	primary	Primary 52	0101000020E61000000080AD5CB9A35A400FE1A991A78E3D40
53	convenience	Convenience 53	0101000020E61000006325E65949A35A4045EA8722EE8F3D40
54	barber	Barber 54	0101000020E610000065C97784AEA35A407BE3FFE9618F3D40
55	bank	Bank 55	0101000020E610000026570CB240A35A408BAABAA2EF8F3D40
56	wet_market	Wet Market 56	0101000020E610000001744EA214A35A401D210379768F3D40
57	kindergarten	Kindergarten 57	0101000020E61000008E959867A5A35A400C361A65A28F3D40
58	bank	Bank 58	0101000020E6100000A75E12C2FEA25A401FB70485E68F3D40
59	pharmacy	Pharmacy 59	0101000020E61000008DC92C8C3EA35A4067391AD1878E3D40
60	kindergarten	Kindergarten 60	0101000020E61000008E8A49C9BCA35A40BA3AB654948F3D40
10000001	bus_stop	Avenue 4 / Street 2	0101000020E6100000EF8C5B7116A35A405672045F878E3D40
10000002	bus_stop	Avenue 10 / Street 2	0101000020E6100000FAB660A9AEA35A40CBA4E1EF728E3D40
10000003	bus_stop	Avenue 2 / Street 4	0101000020E6100000BC85BF70F8A25A40AFAEAF1AF08E3D40
10000004	bus_stop	Avenue 4 / Street 4	0101000020E6100000FFBDCA9019A35A40C0EECFA0FC8E3D40
10000005	bus_stop	Avenue 6 / Street 4	0101000020E61000009AF3E7363CA35A40CFD14FDD018F3D40
10000006	bus_stop	Avenue 2 / Street 6	0101000020E6100000E585CF31FBA25A40920B299A628F3D40
10000007	bus_stop	Avenue 6 / Street 6	0101000020E61000005ED89AAD3CA35A401B683EE76E8F3D40
10000008	bus_stop	Avenue 10 / Street 6	0101000020E6100000F168E388B5A35A407972F2C7598F3D40
10000009	bus_stop	Avenue 2 / Street 8	0101000020E6100000869AD7C7F9A25A40BDAD4F94DF8F3D40
10000010	bus_stop	Avenue 4 / Street 8	0101000020E61000009301A08A1BA35A405710B9CFE08F3D40
10000011	bus_stop	Avenue 4 / Street 10	0101000020E61000003A5D16131BA35A400635D7C45D903D40
20000001	metro_station	Line 1 Station 1, entrance A	0101000020E61000001AC7A3AFFBA25A40E71E6D776A8F3D40
20000001	metro_station	Line 1 Station 1, entrance B	0101000020E61000006FBD01C1F7A25A40CB50700C5C8F3D40
20000001	metro_station	Line 1 Station 1, entrance C	0101000020E6100000BFA3213E0BA35A40D8F335CB658F3D40
20000002	metro_station	Line 1 Station 2, entrance A	0101000020E6100000F90DB8535FA35A405C57CC086F8F3D40
20000002	metro_station	Line 1 Station 2, entrance B	0101000020E61000004E0416655BA35A404089CF9D608F3D40
30000001	park	Shuizhu Park	0103000020E61000000100000005000000ADD799E72DA35A40BE83447F0D8F3D406CAF05BD37A35A4065C8B1F50C8F3D40367F02DE38A35A40FF59F3E32F8F3D409BAE27BA2EA35A40A2A5E14A2C8F3D40ADD799E72DA35A40BE83447F0D8F3D40
\.
COPY city.circle (circle_id, name, geom, area) FROM stdin;
1	Shuizhu Centre	0101000020E6100000BE141E343BA35A406214048F6F8F3D40	0103000020E61000000100000009000000BAF8DB9EA0A35A406214048F6F8F3D40F805AA3583A35A40D5F5FA496B903D40BE141E343BA35A40A626C11BD2903D4084239232F3A25A40D5F5FA496B903D40C23060C9D5A25A406214048F6F8F3D4084239232F3A25A40EE320DD4738E3D40BE141E343BA35A401D0247020D8E3D40F805AA3583A35A40EE320DD4738E3D40BAF8DB9EA0A35A406214048F6F8F3D40
\.
COPY city.community (community, subdistrict, geom) FROM stdin;
Shuizhu 1	Shuizhu	0103000020E6100000010000001500000053A1702CDEA25A4016C49B90318E3D40A4D81BC6EEA25A4009FF7D213F8E3D4024D6E25300A35A409CF46338438E3D40FDD98F1411A35A404B6716574B8E3D40D0A4034823A35A404AC33A9F4B8E3D405D983BE933A35A4022F4D83B488E3D40A3B1F67736A35A4082316CDE828E3D40DDA9CA0839A35A406121CE1EC38E3D40FA2F6BBD3AA35A40177E1585028F3D40AB8CEB843CA35A40B221495A3B8F3D40BE141E343BA35A406214048F6F8F3D40DDA689882CA35A40F4D59F0E758F3D40E1A183891AA35A40713F3B3B748F3D40E99ED04609A35A40E65AB4006D8F3D4045C252B8F9A25A40D9B7EE41638F3D407E1B62BCE6A25A40D866BEDE588F3D40C0F68205E6A25A40FC636BC71E8F3D4067107A91E4A25A407B5C65B7E08E3D401415BBC7E3A25A4061E70187AB8E3D40815EB873E1A25A409D2CB5DE6F8E3D4053A1702CDEA25A4016C49B90318E3D40
Shuizhu 2	Shuizhu	0103000020E6100000010000000F0000005D983BE933A35A4022F4D83B488E3D40F4A9BE4E45A35A401A0B54104D8E3D40ABF4C94054A35A40341713F6488E3D40EA758BC058A35A40927307567A8E3D40D2A6EA1E59A35A40CF4BC5C6BC8E3D4036F0598D5BA35A40D2F4238FF18E3D404721C9AC5EA35A40D78A91802C8F3D402409675C5DA35A404EF04DD3678F3D401A64DC1E4EA35A403B6EF8DD748F3D40BE141E343BA35A406214048F6F8F3D40AB8CEB843CA35A40B221495A3B8F3D40FA2F6BBD3AA35A40177E1585028F3D40DDA9CA0839A35A406121CE1EC38E3D40A3B1F67736A35A4082316CDE828E3D405D983BE933A35A4022F4D83B488E3D40
Shuizhu 3	Shuizhu	0103000020E6100000010000000F000000F9A1D28899A35A409B5B7C65398E3D4050F5752AAAA35A40CC1363F4378E3D40640E3801BCA35A40EC9799E3268E3D404C3CFB25BDA35A40DCBEA2B6688E3D4068BFFFA0BFA35A40DE8FDB2F9F8E3D40FC8FA740C1A35A4067A8401CDA8E3D40E949F48DC3A35A40AA3D36131D8F3D40846D7A06C3A35A407FA2B2614D8F3D4051A5660FB4A35A40C01EB86F5A8F3D4095BA641CA3A35A40EB6A97DB628F3D408572ECEA9FA35A40064B75012F8F3D40257E20D4A0A35A40EE015F76F48E3D4086504AAD9CA35A408AF32675B88E3D406F7374A69AA35A40651BB803758E3D40F9A1D28899A35A409B5B7C65398E3D40
Shuizhu 4	Shuizhu	0103000020E610000001000000150000007E1B62BCE6A25A40D866BEDE588F3D4045C252B8F9A25A40D9B7EE41638F3D40E99ED04609A35A40E65AB4006D8F3D40E1A183891AA35A40713F3B3B748F3D40DDA689882CA35A40F4D59F0E758F3D40BE141E343BA35A406214048F6F8F3D40766220193CA35A40BFFD6FDBAD8F3D40AC19BE2A3CA35A40E1A018B4EB8F3D402EC72B103DA35A40832161CE22903D40E1B9522A3CA35A40FE2378E860903D40EF2BC54439A35A401932C3EB9F903D40B6227BCE27A35A40C2120F289B903D4089377C1C17A35A40A000E54A98903D404F81824108A35A407F6ABC7493903D40FFF04E99F6A25A40506D156987903D40914A0C5DE4A25A40B446F3B688903D40ADF886C2E7A25A4040C5CC9948903D40E8274124E8A25A40EAA408BA07903D4077AEDE97E9A25A40CC7EDDE9CE8F3D40E27BDA3CE9A25A40A89B7A93958F3D407E1B62BCE6A25A40D866BEDE588F3D40
Shuizhu 5	Shuizhu	0103000020E6100000010000000F000000BE141E343BA35A406214048F6F8F3D401A64DC1E4EA35A403B6EF8DD748F3D402409675C5DA35A404EF04DD3678F3D403A3FC57160A35A403A0A6BBEA58F3D40296442275FA35A40BD1DE1B4E08F3D407CECD3965FA35A407AE7AB3F1D903D401200D2ED5BA35A40B927FEDE5C903D401E7DDD335CA35A40DF4A1BB391903D407BF1EAC149A35A400CEB217596903D40EF2BC54439A35A401932C3EB9F903D40E1B9522A3CA35A40FE2378E860903D402EC72B103DA35A40832161CE22903D40AC19BE2A3CA35A40E1A018B4EB8F3D40766220193CA35A40BFFD6FDBAD8F3D40BE141E343BA35A406214048F6F8F3D40
Shuizhu 6	Shuizhu	0103000020E6100000010000000F00000095BA641CA3A35A40EB6A97DB628F3D4051A5660FB4A35A40C01EB86F5A8F3D40846D7A06C3A35A407FA2B2614D8F3D40787AA52CC3A35A40E84D452A8C8F3D4095FDA9A7C5A35A401C5CDF2CCA8F3D40D269824DC2A35A40F58E09E709903D4091D9B4ADC1A35A409C64F55844903D403E99DAADC0A35A40A88FC01F7E903D4005A161D6B0A35A4016D79D9383903D401F7931DEA0A35A40FC2603F687903D40BAFB77D89FA35A40CC8179234E903D40C52A943BA2A35A40478A6DF717903D401E73F96AA2A35A40A06CCA15DE8F3D40BF28417FA1A35A4061545227A08F3D4095BA641CA3A35A40EB6A97DB628F3D40
\.
COPY city.home (home_id, geom, households, population, elderly, children) FROM stdin;
4	0101000020E61000004D987A2730A35A408EB344C2528E3D40	1	2	0	0
7	0101000020E6100000B5FCC0559EA35A40945C0F70528E3D40	1	2	0	0
10	0101000020E6100000322317F7FAA25A403854E7ACAA8E3D40	3	8	0	1
13	0101000020E6100000E834666D2EA35A40A20C5531958E3D40	3	9	0	0
16	0101000020E6100000A123038AA2A35A4040E6B974828E3D40	3	6	1	1
19	0101000020E61000007262597AFEA25A402298593AD58E3D40	1	3	0	0
22	0101000020E6100000BC5B59A233A35A4037A6272CF18E3D40	2	5	0	0
25	0101000020E6100000F71109F0A7A35A40E1A24918BC8E3D40	24	54	1	5
28	0101000020E610000065C80CAFFFA25A40E3AD4E290A8F3D40	1	2	0	0
31	0101000020E61000000147A75343A35A40AB274E49318F3D40	3	7	1	1
34	0101000020E610000065FACA28BBA35A408F386403E98E3D40	1	2	0	0
37	0101000020E61000007D10B8640BA35A406EA5D766638F3D40	2	5	0	0
40	0101000020E61000008035BD7A4BA35A40BC11CC87568F3D40	3	9	2	1
43	0101000020E61000008F96B9AFB9A35A40C13A8E1F2A8F3D40	3	8	0	0
46	0101000020E6100000802E75EB10A35A4034B9BD49788F3D40	2	5	0	0
49	0101000020E6100000DD25715644A35A400A57F613848F3D40	3	6	0	0
52	0101000020E61000001247C3CEB9A35A404507C9A76C8F3D40	1	2	0	0
55	0101000020E61000006006BEFD14A35A4038BA4A77D78F3D40	3	7	0	0
58	0101000020E61000009191FD3D42A35A40613B736AC28F3D40	3	7	0	0
61	0101000020E6100000A7203F1BB9A35A40B13ACD5DA68F3D40	1	3	0	0
64	0101000020E61000002D0208C410A35A40388A07EF06903D40	1	3	0	0
67	0101000020E61000000EFB986A41A35A4097F7DD1912903D40	1	3	0	0
70	0101000020E610000021DFEF61C0A35A40743ADA82EF8F3D40	1	2	0	0
73	0101000020E6100000C616821C14A35A404AE5924F34903D40	1	2	0	0
76	0101000020E6100000872062DE3EA35A40E091C20655903D40	1	3	0	0
79	0101000020E610000013ACBBC3B7A35A4075F4AE3033903D40	2	5	1	1
82	0101000020E6100000E0089CB610A35A4098A3C7EF6D903D40	1	3	0	0
85	0101000020E61000001897AAB445A35A4008C14FC186903D40	1	3	0	0
88	0101000020E6100000959BA8A5B9A35A408852318452903D40	3	6	1	0
91	0101000020E61000004BEDA06D10A35A406E0DB6227B8E3D40	1	3	0	0
94	0101000020E6100000C310397D3DA35A40AAE3E7757A8E3D40	1	2	0	0
97	0101000020E610000071B9B024AFA35A4087FE092E568E3D40	3	6	0	0
1	0101000020E6100000D4C732B305A35A406AEC5C62768E3D40	2	5	0	0
100	0101000020E6100000911A248E06A35A4076D4E29D8D8E3D40	30	\N	\N	\N
103	0101000020E6100000F02609D341A35A405FB532E1978E3D40	2	5	1	0
106	0101000020E6100000B598E9A8B4A35A4000D8CA958B8E3D40	2	5	1	0
109	0101000020E61000002CFCCF5012A35A403FF6C484E28E3D40	2	5	0	0
112	0101000020E61000008A4457D842A35A4015771783E28E3D40	1	3	0	0
115	0101000020E61000000E3AD7E6B5A35A40630EDD47C98E3D40	1	2	0	0
118	0101000020E61000005589B2B714A35A40674BB1FE2A8F3D40	1	2	0	0
121	0101000020E6100000C31CF3F054A35A40EEBDAE15238F3D40	3	9	1	0
124	0101000020E6100000A300F676F0A25A40AD50A4FB398F3D40	2	5	1	1
127	0101000020E6100000400CBE7A26A35A406F3EBF396D8F3D40	1	3	0	0
130	0101000020E6100000E2E24D2352A35A401958C7F1438F3D40	1	2	0	0
133	0101000020E61000008A5CCBBFF1A25A40E86624E7698F3D40	3	6	1	1
136	0101000020E610000026EC91BC29A35A40F1E31E01928F3D40	3	9	1	0
139	0101000020E61000009D908C8B59A35A40CEC87B30848F3D40	1	2	0	0
142	0101000020E610000047191648F5A25A405F268A90BA8F3D40	2	5	0	0
145	0101000020E610000050F5D0E31CA35A40457F68E6C98F3D40	3	7	1	0
148	0101000020E6100000778B1B1252A35A40A16FC108D08F3D40	1	3	0	0
151	0101000020E6100000F052EA92F1A25A40B2D2495B01903D40	2	5	0	0
154	0101000020E6100000D37DA59828A35A40B30694F2FF8F3D40	3	8	0	0
157	0101000020E61000004A39A97958A35A408613E2DB05903D40	2	5	1	0
160	0101000020E61000009B90D618F4A25A40ADC66D8F39903D40	3	7	1	1
163	0101000020E6100000F800385126A35A401D1ABBE93B903D40	3	9	2	1
166	0101000020E61000000755B4835BA35A40126FF8382E903D40	2	5	0	0
169	0101000020E6100000F5262B2BF2A25A40A6272CF180903D40	1	2	0	0
172	0101000020E61000009C69673D21A35A40C1AFECDD7A903D40	3	9	1	0
175	0101000020E610000050FC187357A35A4089DD2D7F74903D40	19	44	6	7
178	0101000020E6100000A8DF2AF4E6A25A4067C581A1588E3D40	2	5	0	0
181	0101000020E61000002478E86022A35A40AACF7A9D798E3D40	1	3	0	0
184	0101000020E6100000A0FEB3E647A35A407DE13A6B5C8E3D40	2	5	0	1
187	0101000020E6100000022EC896E5A25A402FAF12E2808E3D40	2	5	1	1
190	0101000020E6100000A951A3EB1DA35A4060066344A28E3D40	2	5	0	0
193	0101000020E61000005D209CAA56A35A4091B355EEAA8E3D40	3	6	0	0
196	0101000020E6100000F71E2E39EEA25A4025F8F076CE8E3D40	2	5	1	0
199	0101000020E6100000ABE7493E1BA35A4020E80D9CD88E3D40	3	8	1	0
202	0101000020E61000009F5A7D7555A35A40D13E56F0DB8E3D40	3	9	2	0
205	0101000020E610000004013274ECA25A4024720BA7168F3D40	2	5	0	1
208	0101000020E61000009065C1C41FA35A4035F169A9178F3D40	3	8	0	1
211	0101000020E6100000541FA397ACA35A40CF108E59F68E3D40	2	5	0	0
214	0101000020E6100000B21A01CB00A35A405A3EDC1F398F3D40	1	2	0	0
217	0101000020E61000007E737FF538A35A40E9A85956508F3D40	1	2	0	0
220	0101000020E61000001846D50AAEA35A40515557F43D8F3D40	1	3	0	0
223	0101000020E61000003EEB1A2D07A35A40EBD5B617878F3D40	2	5	1	0
226	0101000020E610000084786EEB38A35A409E3B6645798F3D40	2	5	1	1
229	0101000020E610000067BEDE58ABA35A40420CCFA67E8F3D40	2	5	0	0
232	0101000020E6100000AC8BDB6800A35A408297CFA8AF8F3D40	2	5	1	0
235	0101000020E610000035E37ED12FA35A40B4E89D0AB88F3D40	3	8	1	1
238	0101000020E61000001F3D8F9BABA35A4012EEDF06C68F3D40	3	8	1	1
241	0101000020E610000079115C9BFCA25A40CC3A2D89FD8F3D40	3	9	1	1
244	0101000020E6100000CEF7F82933A35A40F3C1D77C01903D40	3	7	0	0
247	0101000020E6100000FF59F3E3AFA35A40588CBAD6DE8F3D40	1	3	0	0
250	0101000020E6100000749F77BEFAA25A40691E1BDC31903D40	22	44	0	4
253	0101000020E6100000D41055F833A35A4072929C024F903D40	2	5	1	0
256	0101000020E610000079A23550AAA35A409316D3F13D903D40	1	2	0	0
259	0101000020E610000060538C98FEA25A4029AA23EC80903D40	1	2	0	0
262	0101000020E6100000A17197B32DA35A401200773469903D40	1	2	0	0
265	0101000020E61000008FBB52E0AEA35A40146690717B903D40	3	8	0	1
268	0101000020E61000005A965412FEA25A407D9983FB5C8E3D40	1	2	0	0
271	0101000020E6100000B8F5E4AB2EA35A40A2AC29DA668E3D40	1	2	0	0
274	0101000020E61000009FB8D221A6A35A4063450DA6618E3D40	3	8	1	1
277	0101000020E6100000AF9D83C2FBA25A40C0081A33898E3D40	2	5	0	0
280	0101000020E61000008E9E115B30A35A40684B0CB89D8E3D40	3	7	0	0
283	0101000020E6100000857B65DEAAA35A40CFB5D4E6A48E3D40	2	5	0	0
286	0101000020E6100000B3C414F6FEA25A402C96C73FD88E3D40	1	2	0	0
289	0101000020E61000003C9281F22DA35A403EC27AEDE38E3D40	1	2	0	0
292	0101000020E6100000AEE06D94ABA35A404ECA49CDC38E3D40	2	5	0	1
295	0101000020E61000004828C7AEFEA25A40EF9A4649FE8E3D40	1	3	0	0
298	0101000020E6100000338EECA584A35A406F3D5464BE8F3D40	2	5	0	1
1001	0101000020E6100000000000000000F87F000000000000F87F	\N	\N	\N	\N
\.
COPY city.street (street_id, geom, steps, door, private, class, name) FROM stdin;
1	01020000A0E610000002000000FC17AD48F1A25A40C438245A978F3D400000000000306C4031A13836F1A25A40468D53BEB18F3D400000000000306C40	f	t	f	\N	Alley
2	01020000A0E6100000020000008128F3EAF7A25A408CF1063D408E3D400000000000D06A4069B57691F8A25A40431779FE598E3D400000000000D06A40	f	t	f	\N	Alley
3	01020000A0E610000002000000D5ED47E501A35A4054516111688F3D400000000000706C4094E7B0B101A35A40A7D13F1C7F8F3D400000000000706C40	f	t	f	\N	Alley
4	01020000A0E610000002000000DC99AECC00A35A40BD9AF2D71A903D400000000000106D408F441E7700A35A40CEF7F82933903D400000000000106D40	f	t	f	\N	Alley
5	01020000A0E61000000200000078CF81E508A35A40233C90AB478E3D400000000000306B403C9A8F100AA35A40F2BD75B4608E3D400000000000306B40	f	t	f	\N	Alley
6	01020000A0E61000000200000008E412471EA35A404F95EF19898E3D400000000000D06B40E5F626E11DA35A405CF9765C9E8E3D400000000000D06B40	f	t	f	\N	Alley
7	01020000A0E6100000020000000D0BA47A21A35A402480F67EFE8E3D400000000000906C404E113BAE21A35A40012C9732158F3D400000000000906C40	f	t	f	\N	Alley
8	01020000A0E61000000200000047C7D5C82EA35A40CD1E6805868E3D400000000000F06B408F006E162FA35A401BF67B629D8E3D400000000000F06B40	f	t	f	\N	Alley
9	01020000A0E6100000020000005EA7470930A35A40260F5542C18E3D400000000000506C4064D7ACE930A35A40E339B6F9DA8E3D400000000000506C40	f	t	f	\N	Alley
10	01020000A0E6100000020000005104279133A35A4090FBB1A4378F3D400000000000F06C40C8D864E833A35A40257F8BA94F8F3D400000000000F06C40	f	t	f	\N	Alley
11	01020000A0E6100000020000002D2E443D33A35A4019141791728F3D400000000000306D402DB87AA933A35A404ED76E168A8F3D400000000000306D40	f	t	f	\N	Alley
12	01020000A0E61000000200000057E47C563EA35A40C96DA065828E3D400000000000106C40E56A1ACA3FA35A4009771D609C8E3D400000000000106C40	f	t	f	\N	Alley
13	01020000A0E610000002000000AD1402B944A35A40A8A0EC77728F3D400000000000506D40D1A5C9D644A35A40952710768A8F3D400000000000506D40	f	t	f	\N	Alley
14	01020000A0E610000002000000B35E0CE544A35A40B34FB637AE8F3D400000000000706D40FA809B2045A35A40B241CB5FC68F3D400000000000706D40	f	t	f	\N	Alley
15	01020000A0E610000002000000543FCAE344A35A408E469968EB8F3D400000000000F06D40A13836F144A35A4047ACC5A700903D400000000000F06D40	f	t	f	\N	Alley
16	01020000A0E610000002000000625E91A94CA35A40C7B0D4C44C8E3D400000000000B06B40203BB9F04DA35A40A50CC116608E3D400000000000B06B40	f	t	f	\N	Alley
17	01020000A0E610000002000000E3D418BE4FA35A4097FCF4447C8E3D400000000000106C4089CE328B50A35A40B20FB22C988E3D400000000000106C40	f	t	f	\N	Alley
18	01020000A0E610000002000000B891B24552A35A40FE60E0B9F78E3D400000000000D06C40B7A283E453A35A40A5F386A00F8F3D400000000000D06C40	f	t	f	\N	Alley
19	01020000A0E61000000200000075C12A2856A35A4015D2D0F5338F3D400000000000106D400A3CE6F255A35A40A4E029E44A8F3D400000000000106D40	f	t	f	\N	Alley
20	01020000A0E6100000020000008D34A78155A35A405D77A9C76C8F3D400000000000506D40AA8FD14B56A35A40A4CDCC27868F3D400000000000506D40	f	t	f	\N	Alley
21	01020000A0E610000002000000D99A087657A35A406C335F6FAC8F3D400000000000706D40D927DB1B57A35A40D8576831C28F3D400000000000706D40	f	t	f	\N	Alley
22	01020000A0E6100000020000005A773DE2A1A35A4072C8618B388E3D400000000000706B403611ECAEA2A35A406654747F508E3D400000000000706B40	f	t	f	\N	Alley
23	01020000A0E610000002000000CAB61D64A3A35A40F3BBFAC2758E3D400000000000D06B403B9AD99DA4A35A4029C709B88C8E3D400000000000D06B40	f	t	f	\N	Alley
24	01020000A0E6100000020000005040C9D3A8A35A40ED2D4036248F3D400000000000D06C4002A0E5D4A9A35A407C5006FD3B8F3D400000000000D06C40	f	t	f	\N	Alley
25	01020000A0E61000000200000010012C97B2A35A40C5D1B0732E8E3D400000000000306B404B4453D1B3A35A404069A851488E3D400000000000306B40	f	t	f	\N	Alley
26	01020000A0E61000000200000003D770ECB4A35A40507B00416F8E3D400000000000906B40D3AB5C03B6A35A403AAD80E7838E3D400000000000906B40	f	t	f	\N	Alley
27	01020000A0E6100000020000008815C9B2BBA35A40CF2C0950538F3D400000000000D06C409A52A8B8BBA35A4040EE6CD96B8F3D400000000000D06C40	f	t	f	\N	Alley
28	01020000A0E61000000B00000053A1702CDEA25A4016C49B90318E3D400000000000406A4040E88F1FE0A25A40904F23884E8E3D400000000000706A40815EB873E1A25A409D2CB5DE6F8E3D400000000000A06A406228CC20E3A25A40870B8A308F8E3D400000000000D06A401415BBC7E3A25A4061E70187AB8E3D400000000000006B40083653C6E4A25A40C50E1945C58E3D400000000000306B4067107A91E4A25A407B5C65B7E08E3D400000000000606B407F94C789E5A25A4005476EF2008F3D400000000000806B40C0F68205E6A25A40FC636BC71E8F3D400000000000A06B40788C3C5AE6A25A40AD50A4FB398F3D400000000000C06B407E1B62BCE6A25A40D866BEDE588F3D400000000000E06B40	f	t	f	\N	Avenue 1
29	01020000A0E61000000B0000007E1B62BCE6A25A40D866BEDE588F3D400000000000E06B406B1D6679E8A25A40E136644D768F3D400000000000F06B40E27BDA3CE9A25A40A89B7A93958F3D400000000000006C40BEFE7FF7E9A25A4034DAAA24B28F3D400000000000006C4077AEDE97E9A25A40CC7EDDE9CE8F3D400000000000006C40C4060B27E9A25A406A70B614EB8F3D400000000000006C40E8274124E8A25A40EAA408BA07903D400000000000006C4059F78F85E8A25A406E426B8F28903D400000000000006C40ADF886C2E7A25A4040C5CC9948903D400000000000006C405BBB48FCE5A25A4025D3FC8C66903D400000000000F06B40914A0C5DE4A25A40B446F3B688903D400000000000E06B40	f	t	f	\N	Avenue 1
30	01020000A0E610000003000000A4D81BC6EEA25A4009FF7D213F8E3D400000000000A06A40BB4560ACEFA25A40411F76F05D8E3D400000000000D06A407FF964C5F0A25A40DF104F1B7A8E3D400000000000006B40	f	t	f	\N	Avenue 2
31	01020000A0E6100000050000001CC242F7F6A25A40F65A75C2F08E3D400000000000C06B40ACC4E171F6A25A402F2BB92F0C8F3D400000000000E06B4094B0259AF6A25A40D575A8A6248F3D400000000000006C40E6351BD0F7A25A40126745D4448F3D400000000000206C4045C252B8F9A25A40D9B7EE41638F3D400000000000406C40	f	t	f	\N	Avenue 2
32	01020000A0E61000000B00000045C252B8F9A25A40D9B7EE41638F3D400000000000406C409248916BF9A25A400D271F717E8F3D400000000000506C405DED17A2F9A25A40C811C6AA9C8F3D400000000000606C4087414FB9F8A25A401C87B0D0BD8F3D400000000000E06C40E6D65A4EF8A25A40045A153CE08F3D400000000000606D40DA70581AF8A25A40CE667A2EF88F3D400000000000E06C40633D5A41F8A25A4092F2EE2312903D400000000000606C40B7836CB4F7A25A40F79E80DC34903D400000000000606C402326F26EF6A25A40CD06F41D57903D400000000000606C40A58E441EF7A25A407A2EF8D96D903D400000000000506C40FFF04E99F6A25A40506D156987903D400000000000406C40	f	t	f	\N	Avenue 2
33	01020000A0E61000000900000024D6E25300A35A409CF46338438E3D400000000000006B4070C916EE01A35A400E83F92B648E3D400000000000306B407039A80E03A35A40927C8049858E3D400000000000606B40DACFBDE204A35A4088ADEAF6A38E3D400000000000906B409EB1D41F06A35A4009BA62EBBE8E3D400000000000C06B40B57A3D4E07A35A4020FC7A74D98E3D400000000000F06B4055E2957F08A35A40AB6285B6F78E3D400000000000206C406DE2E47E07A35A40E50AEF72118F3D400000000000406C4049DB53CD07A35A40BAB99D222C8F3D400000000000606C40	f	t	f	\N	Avenue 3
34	01020000A0E610000007000000E99ED04609A35A40E65AB4006D8F3D400000000000A06C40BA48467309A35A405B71BBE1888F3D400000000000306D408449F1F109A35A40639D8598A68F3D400000000000C06D40B945AA390AA35A4031838CDBC38F3D400000000000D06E40AD2127020BA35A40FC146CC8E48F3D400000000000E06F408A20CEC309A35A409B3A8F8AFF8F3D400000000000D06E40D84AE82E09A35A4091DB8A581F903D400000000000C06D40	f	t	f	\N	Avenue 3
35	01020000A0E610000003000000EF2DF6A809A35A4083E629615C903D400000000000C06C40C095ECD808A35A4063B323D577903D400000000000B06C404F81824108A35A407F6ABC7493903D400000000000A06C40	f	t	f	\N	Avenue 3
36	01020000A0E610000005000000FDD98F1411A35A404B6716574B8E3D400000000000606B4044801D4913A35A4048612871678E3D400000000000906B404FC9DEF714A35A409D1ECA06888E3D400000000000C06B40601DC70F15A35A4052A85D02A68E3D400000000000F06B402B6629FE14A35A40864BD8C8BF8E3D400000000000206C40	f	t	f	\N	Avenue 4
37	01020000A0E6100000030000005FFA4D1718A35A40079B9548FD8E3D400000000000806C40A0CF36ED18A35A40CE33F6251B8F3D400000000000A06C40A0B82DDB18A35A408511B177358F3D400000000000C06C40	f	t	f	\N	Avenue 4
38	01020000A0E610000005000000FF33942419A35A40298EA8F523903D400000000000207040584B4BF619A35A40083BC5AA41903D400000000000306F409A99999919A35A404DE19C6C5E903D400000000000206E40170335C618A35A400D2D57E47C903D400000000000906D4089377C1C17A35A40A000E54A98903D400000000000006D40	f	t	f	\N	Avenue 4
39	01020000A0E610000003000000D0A4034823A35A404AC33A9F4B8E3D400000000000806B40D544FA4825A35A4076919D126B8E3D400000000000B06B40DA159FA726A35A408A236AFD888E3D400000000000E06B40	f	t	f	\N	Avenue 5
40	01020000A0E61000000700000052499D8026A35A40F23515F3BD8E3D400000000000406C40B090B93228A35A404C68379FDF8E3D400000000000706C4038CAB0402AA35A400BBCEE08028F3D400000000000A06C40209C4F1D2BA35A4074B4AA251D8F3D400000000000C06C400D2EC2B92BA35A40F0EF7DBB368F3D400000000000E06C409656E8282CA35A40DA160A7D558F3D400000000000006D40DDA689882CA35A40F4D59F0E758F3D400000000000206D40	f	t	f	\N	Avenue 5
41	01020000A0E61000000B000000DDA689882CA35A40F4D59F0E758F3D400000000000206D40D22C1A7C2BA35A40099CB690918F3D400000000000B06D40370C303D2BA35A402AB4626EAD8F3D400000000000406E40F0B8F2A32BA35A40581EA4A7C88F3D400000000000506F40431372EF2BA35A40D2A92B9FE58F3D40000000000030704060CD5C3B2CA35A4061E9D73109903D400000000000506F40AE7E11D92CA35A403EE6A8482A903D400000000000406E401F7F0E982CA35A402B3982AF43903D400000000000C06D40615DCB1A2BA35A4041D7BE805E903D400000000000406D4091E79F8529A35A407E6C37667E903D400000000000306D40B6227BCE27A35A40C2120F289B903D400000000000206D40	f	t	f	\N	Avenue 5
42	01020000A0E61000000B0000005D983BE933A35A4022F4D83B488E3D400000000000A06B40EBD9BD2635A35A40DF8ECB13638E3D400000000000D06B40A3B1F67736A35A4082316CDE828E3D400000000000006C40491E3E9F37A35A408951C6AEA38E3D400000000000306C40DDA9CA0839A35A406121CE1EC38E3D400000000000606C40488B338639A35A401B344F09E38E3D400000000000906C40FA2F6BBD3AA35A40177E1585028F3D400000000000C06C400B98C0AD3BA35A40BC94BA641C8F3D400000000000E06C40AB8CEB843CA35A40B221495A3B8F3D400000000000006D4011CBC1C73BA35A405133FF43558F3D400000000000206D40BE141E343BA35A406214048F6F8F3D400000000000406D40	f	t	f	\N	Avenue 6
43	01020000A0E61000000B000000BE141E343BA35A406214048F6F8F3D400000000000406D40ACEE47403BA35A40A0B5EC5A8C8F3D400000000000506D40766220193CA35A40BFFD6FDBAD8F3D400000000000606D4046239F573CA35A4043F7F6F8CE8F3D400000000000E06D40AC19BE2A3CA35A40E1A018B4EB8F3D400000000000606E40E1B9522A3CA35A403F0BF8EB04903D400000000000E06D402EC72B103DA35A40832161CE22903D400000000000606D40D581621A3CA35A405C25B3D540903D400000000000606D40E1B9522A3CA35A40FE2378E860903D400000000000606D405FCA65483AA35A40F995181582903D400000000000506D40EF2BC54439A35A401932C3EB9F903D400000000000406D40	f	t	f	\N	Avenue 6
44	01020000A0E610000007000000F4A9BE4E45A35A401A0B54104D8E3D400000000000C06B4047776BF445A35A40F506A925678E3D400000000000F06B40B2B4F8B946A35A4010768A55838E3D400000000000206C4005F2368048A35A407171546EA28E3D400000000000506C401BA1FA624AA35A401A19E42EC28E3D400000000000806C4081F33D7E4AA35A408D6B3299E08E3D400000000000B06C40E6ECF88A49A35A407E3B8908FF8E3D400000000000E06C40	f	t	f	\N	Avenue 7
45	01020000A0E61000000300000038DC476E4DA35A403C253152398F3D400000000000206D40AF6B6A8F4DA35A400FDCDCF3578F3D400000000000406D401A64DC1E4EA35A403B6EF8DD748F3D400000000000606D40	f	t	f	\N	Avenue 7
46	01020000A0E6100000070000001A64DC1E4EA35A403B6EF8DD748F3D400000000000606D4049FF81284EA35A403E4D1C2F938F3D400000000000706D4043CC800E4EA35A4065220093AF8F3D400000000000806D40E41F6C674EA35A40D2B71677CD8F3D400000000000806D40C0BCB66D4EA35A4018361488E88F3D400000000000806D4091C888554DA35A406FC3DE7A03903D400000000000806D402C1DBD2B4CA35A40011B6BDA20903D400000000000806D40	f	t	f	\N	Avenue 7
47	01020000A0E6100000030000005CCF6B474CA35A40BC00A02F62903D400000000000806D40396F52874BA35A401AC7A3AF7B903D400000000000706D407BF1EAC149A35A400CEB217596903D400000000000606D40	f	t	f	\N	Avenue 7
48	01020000A0E61000000B000000ABF4C94054A35A40341713F6488E3D400000000000A06B400A3CE6F255A35A40E07A5E3B628E3D400000000000D06B40EA758BC058A35A40927307567A8E3D400000000000006C40BB922E4759A35A40B0BB8AD69B8E3D400000000000306C40D2A6EA1E59A35A40CF4BC5C6BC8E3D400000000000606C405BFA86785AA35A40B7291E17D58E3D400000000000906C4036F0598D5BA35A40D2F4238FF18E3D400000000000C06C401228AC9E5DA35A40E0956E5C108F3D400000000000E06C404721C9AC5EA35A40D78A91802C8F3D400000000000006D408E01D9EB5DA35A40808E45894C8F3D400000000000206D402409675C5DA35A404EF04DD3678F3D400000000000406D40	f	t	f	\N	Avenue 8
49	01020000A0E61000000B0000002409675C5DA35A404EF04DD3678F3D400000000000406D404002356B5FA35A40978FA4A4878F3D400000000000506D403A3FC57160A35A403A0A6BBEA58F3D400000000000606D404C7F40B15FA35A40D7DB662AC48F3D400000000000606D40296442275FA35A40BD1DE1B4E08F3D400000000000606D40356E20135FA35A402AC76471FF8F3D400000000000606D407CECD3965FA35A407AE7AB3F1D903D400000000000606D406BE33E285EA35A403A47D38F3C903D400000000000606D401200D2ED5BA35A40B927FEDE5C903D400000000000606D40484442A55BA35A4065BF93BB74903D400000000000506D401E7DDD335CA35A40DF4A1BB391903D400000000000406D40	f	t	f	\N	Avenue 8
50	01020000A0E61000000B000000F9A1D28899A35A409B5B7C65398E3D400000000000806B40C948AC7B9AA35A40162FBBCC558E3D400000000000B06B406F7374A69AA35A40651BB803758E3D400000000000E06B4099EF856E9BA35A400171B268958E3D400000000000106C4086504AAD9CA35A408AF32675B88E3D400000000000406C408BAB25789EA35A401AE31EA6D88E3D400000000000706C40257E20D4A0A35A40EE015F76F48E3D400000000000A06C40D168BCBEA0A35A40B616C15A108F3D400000000000C06C408572ECEA9FA35A40064B75012F8F3D400000000000E06C40CB60318FA1A35A4027BF45274B8F3D400000000000006D4095BA641CA3A35A40EB6A97DB628F3D400000000000206D40	f	t	f	\N	Avenue 9
51	01020000A0E61000000B00000095BA641CA3A35A40EB6A97DB628F3D400000000000206D40657E7F94A2A35A40346612F5828F3D400000000000306D40BF28417FA1A35A4061545227A08F3D400000000000406D400043458BA2A35A40221C0EA6BC8F3D400000000000406D401E73F96AA2A35A40A06CCA15DE8F3D400000000000406D409BD9F85DA2A35A40B61E74BFF98F3D400000000000406D40C52A943BA2A35A40478A6DF717903D400000000000406D40250BF379A0A35A40281B20E230903D400000000000406D40BAFB77D89FA35A40CC8179234E903D400000000000406D409062258BA0A35A404D32CDCF68903D400000000000306D401F7931DEA0A35A40FC2603F687903D400000000000206D40	f	t	f	\N	Avenue 9
52	01020000A0E61000000B00000050F5752AAAA35A40CC1363F4378E3D400000000000606B40EAFBBA1DABA35A4034D8D479548E3D400000000000906B405AF3E32FADA35A401251A797738E3D400000000000C06B40D009A183AEA35A4018A4CFFD8B8E3D400000000000F06B406BB4C12EAFA35A4080C465CBA88E3D400000000000206C40531333B1AFA35A40C2CE5EC7C98E3D400000000000506C40FF113C74B0A35A4083BEF4F6E78E3D400000000000806C401C3F541AB1A35A4094E7B0B1018F3D400000000000A06C4046EC1340B1A35A40758CD0741B8F3D400000000000C06C405768D608B3A35A40F5786BAA388F3D400000000000E06C4051A5660FB4A35A40C01EB86F5A8F3D400000000000006D40	f	t	f	\N	Avenue 10
53	01020000A0E61000000900000021D912A8B4A35A406DE525FF938F3D400000000000206D4075DDA51EB3A35A40322A5F86B58F3D400000000000206D409943F751B2A35A40C305EADED48F3D400000000000206D40DF1A33E4B3A35A406DED331DF08F3D400000000000206D4080B33973B4A35A409A7F4F070D903D400000000000206D40B0517BB6B3A35A408D7BF31B26903D400000000000206D40FEAC437FB2A35A4066C7FC9243903D400000000000206D4034958FEEB1A35A407F0A911D65903D400000000000106D4005A161D6B0A35A4016D79D9383903D400000000000006D40	f	t	f	\N	Avenue 10
54	01020000A0E61000000B000000640E3801BCA35A40EC9799E3268E3D400000000000006B406495D233BDA35A40E68D38094A8E3D400000000000306B404C3CFB25BDA35A40DCBEA2B6688E3D400000000000606B40C857A76FBEA35A400ACDBFA7838E3D400000000000906B4068BFFFA0BFA35A40DE8FDB2F9F8E3D400000000000C06B4044E3E4D9C0A35A40393EFFE2BE8E3D400000000000F06B40FC8FA740C1A35A4067A8401CDA8E3D400000000000206C40C6EC7607C2A35A40786AE4A9FD8E3D400000000000406C40E949F48DC3A35A40AA3D36131D8F3D400000000000606C40CCD42478C3A35A40045372F3328F3D400000000000806C40846D7A06C3A35A407FA2B2614D8F3D400000000000A06C40	f	t	f	\N	Avenue 11
55	01020000A0E61000000B000000846D7A06C3A35A407FA2B2614D8F3D400000000000A06C40B467E091C2A35A40D56BC4DD6A8F3D400000000000B06C40787AA52CC3A35A40E84D452A8C8F3D400000000000C06C408FE44DD9C4A35A40B07614E7A88F3D400000000000C06C4095FDA9A7C5A35A401C5CDF2CCA8F3D400000000000C06C4078D6C974C3A35A4010C99063EB8F3D400000000000C06C40D269824DC2A35A40F58E09E709903D400000000000C06C4073052516C2A35A40F739E3A029903D400000000000C06C4091D9B4ADC1A35A409C64F55844903D400000000000C06C4032A3699AC1A35A40924DA89663903D400000000000B06C403E99DAADC0A35A40A88FC01F7E903D400000000000A06C40	f	t	f	\N	Avenue 11
56	01020000A0E6100000070000004721C9AC5EA35A40D78A91802C8F3D400000000000006D405334208C69A35A4019D643EA2C8F3D40ABAAAAAAAAFA6C402AA7E26B74A35A4084A0A3552D8F3D405555555555F56C40001AA54B7FA35A40EF6A03C12D8F3D400000000000F06C40D78C672B8AA35A4030B6B52A2E8F3D40ABAAAAAAAAEA6C40AEFF290B95A35A409B8015962E8F3D405555555555E56C408572ECEA9FA35A40064B75012F8F3D400000000000E06C40	f	f	f	bridge	Bridge 1
57	01020000A0E61000000300000077589709F5A25A409F1AD423B28E3D400000000000606B4066DF707AF2A25A4092E11D85908E3D400000000000606B407FF964C5F0A25A40DF104F1B7A8E3D400000000000606B40	f	t	t	\N	Garden Court gate
58	01020000A0E610000007000000F7802F3B7AA35A40F6EE8FF7AA8F3D400000000000C06740BE3BE8C880A35A40F6EE8FF7AA8F3D400000000000C0674085F6A05687A35A40F6EE8FF7AA8F3D400000000000C0674085F6A05687A35A40679B1BD313903D400000000000C06740BE3BE8C880A35A40679B1BD313903D400000000000C06740F7802F3B7AA35A40679B1BD313903D400000000000C06740F7802F3B7AA35A40F6EE8FF7AA8F3D400000000000C06740	f	t	f	\N	Island
59	01020000A0E610000002000000BE3BE8C880A35A40F6EE8FF7AA8F3D400000000000C06740BE3BE8C880A35A40679B1BD313903D400000000000C06740	f	t	f	\N	Island
60	01020000A0E61000000200000077589709F5A25A409F1AD423B28E3D400000000000606B40D79AF749FFA25A401247C3CEB98E3D400000000000606B40	f	t	t	\N	Garden Court lane
61	01020000A0E61000000200000077589709F5A25A409F1AD423B28E3D400000000000606B40B284B531F6A25A40D3DA34B6D78E3D400000000000606B40	f	t	t	\N	Garden Court lane
62	01020000A0E61000000200000077589709F5A25A409F1AD423B28E3D400000000000606B4011E335AFEAA25A402495CE2CAE8E3D400000000000606B40	f	t	t	\N	Garden Court lane
63	01020000A0E6100000030000007039A80E03A35A40927C8049858E3D400000000000606B40CABED0C80CA35A409BA84A00A38E3D400000000000606B402B6629FE14A35A40864BD8C8BF8E3D400000000000206C40	f	t	f	\N	Path
64	01020000A0E61000000300000049DB53CD07A35A40BAB99D222C8F3D400000000000606C402D75351E11A35A40067A4DB4508F3D400000000000606C40E1A183891AA35A40713F3B3B748F3D400000000000006E40	f	t	f	\N	Path
65	01020000A0E610000003000000AE7E11D92CA35A403EE6A8482A903D400000000000406E406227614B34A35A402B81391F43903D400000000000406E40E1B9522A3CA35A40FE2378E860903D400000000000606D40	f	t	f	\N	Path
66	01020000A0E610000003000000DDA9CA0839A35A406121CE1EC38E3D400000000000606C40F6590AED41A35A4039DD68B6E18E3D400000000000606C40E6ECF88A49A35A407E3B8908FF8E3D400000000000E06C40	f	t	f	\N	Path
67	01020000A0E610000003000000C52A943BA2A35A40478A6DF717903D400000000000406D40CD898741AAA35A4066B50AAC2D903D400000000000406D40FEAC437FB2A35A4066C7FC9243903D400000000000206D40	f	t	f	\N	Path
68	01020000A0E6100000030000006BB4C12EAFA35A4080C465CBA88E3D400000000000206C409CBDD820B8A35A403DEFC682C28E3D400000000000206C40FC8FA740C1A35A4067A8401CDA8E3D400000000000206C40	f	t	f	\N	Path
69	01020000A0E61000000500000066DF707AF2A25A4092E11D85908E3D400000000000606B40D79AF749FFA25A401247C3CEB98E3D400000000000606B40B284B531F6A25A40D3DA34B6D78E3D400000000000606B4011E335AFEAA25A402495CE2CAE8E3D400000000000606B4066DF707AF2A25A4092E11D85908E3D400000000000606B40	f	t	t	\N	Garden Court ring
70	01020000A0E610000007000000E7A6727F1AA35A40B22FD978B08F3D4000000000002070401CD13DEB1AA35A40841C4AA3B88F3D4055555555557D7040E7D720DD19A35A405609BBCDC08F3D40ABAAAAAAAADA704087E354C61AA35A4028F62BF8C88F3D40000000000038714052EA37B819A35A40FAE29C22D18F3D405555555555957140F2F56BA11AA35A40CCCF0D4DD98F3D40ABAAAAAAAAF27140F33D23111AA35A409FBC7E77E18F3D400000000000507240	t	t	f	steps	Stairs
71	01020000A0E610000007000000F33D23111AA35A409FBC7E77E18F3D400000000000507240D5528A671AA35A40E0B4858CEC8F3D40ABAAAAAAAAF2714017A4744419A35A4022AD8CA1F78F3D4055555555559571402EFAAF181AA35A4064A593B602903D400000000000387140704B9AF518A35A40A69D9ACB0D903D40ABAAAAAAAADA704088A1D5C919A35A40E795A1E018903D4055555555557D7040FF33942419A35A40298EA8F523903D400000000000207040	t	t	f	steps	Stairs
72	01020000A0E610000007000000F33D23111AA35A409FBC7E77E18F3D400000000000507240A4213E0B1DA35A408BE9F81EE48F3D405555555555F571401F65C40520A35A4022872DE2E08F3D40ABAAAAAAAA9A71409BA84A0023A35A400E38A682E58F3D4000000000004071404C8C65FA25A35A407A562D44E28F3D405555555555E57040C7CFEBF428A35A406607A6E4E68F3D40ABAAAAAAAA8A7040431372EF2BA35A40D2A92B9FE58F3D400000000000307040	t	t	f	steps	Stairs
73	01020000A0E61000000B00000053A1702CDEA25A4016C49B90318E3D400000000000406A406C263A26E6A25A40B89C01E43A8E3D400000000000706A40A4D81BC6EEA25A4009FF7D213F8E3D400000000000A06A408128F3EAF7A25A408CF1063D408E3D400000000000D06A4024D6E25300A35A409CF46338438E3D400000000000006B4078CF81E508A35A40233C90AB478E3D400000000000306B40FDD98F1411A35A404B6716574B8E3D400000000000606B407B4F406E1AA35A40AF88AB144C8E3D400000000000706B40D0A4034823A35A404AC33A9F4B8E3D400000000000806B404974852D2CA35A40C3A3E8DC488E3D400000000000906B405D983BE933A35A4022F4D83B488E3D400000000000A06B40	f	t	f	\N	Street 1
74	01020000A0E6100000050000005D983BE933A35A4022F4D83B488E3D400000000000A06B40F9E17BDA3CA35A40B665C0594A8E3D400000000000B06B40F4A9BE4E45A35A401A0B54104D8E3D400000000000C06B40625E91A94CA35A40C7B0D4C44C8E3D400000000000B06B40ABF4C94054A35A40341713F6488E3D400000000000A06B40	f	t	f	\N	Street 1
75	01020000A0E610000005000000F9A1D28899A35A409B5B7C65398E3D400000000000806B405A773DE2A1A35A4072C8618B388E3D400000000000706B4050F5752AAAA35A40CC1363F4378E3D400000000000606B4010012C97B2A35A40C5D1B0732E8E3D400000000000306B40640E3801BCA35A40EC9799E3268E3D400000000000006B40	f	t	f	\N	Street 1
76	01020000A0E61000000B000000815EB873E1A25A409D2CB5DE6F8E3D400000000000A06A40597E2AB8E9A25A40F3171F0B768E3D400000000000D06A407FF964C5F0A25A40DF104F1B7A8E3D400000000000006B400F50D0DCF9A25A40352493F8818E3D400000000000306B407039A80E03A35A40927C8049858E3D400000000000606B407D8049850CA35A404A9C700A868E3D400000000000906B404FC9DEF714A35A409D1ECA06888E3D400000000000C06B4008E412471EA35A404F95EF19898E3D400000000000D06B40DA159FA726A35A408A236AFD888E3D400000000000E06B4047C7D5C82EA35A40CD1E6805868E3D400000000000F06B40A3B1F67736A35A4082316CDE828E3D400000000000006C40	f	t	f	\N	Street 2
77	01020000A0E610000005000000A3B1F67736A35A4082316CDE828E3D400000000000006C4057E47C563EA35A40C96DA065828E3D400000000000106C40B2B4F8B946A35A4010768A55838E3D400000000000206C40E3D418BE4FA35A4097FCF4447C8E3D400000000000106C40EA758BC058A35A40927307567A8E3D400000000000006C40	f	t	f	\N	Street 2
78	01020000A0E6100000050000006F7374A69AA35A40651BB803758E3D400000000000E06B40CAB61D64A3A35A40F3BBFAC2758E3D400000000000D06B405AF3E32FADA35A401251A797738E3D400000000000C06B4003D770ECB4A35A40507B00416F8E3D400000000000906B404C3CFB25BDA35A40DCBEA2B6688E3D400000000000606B40	f	t	f	\N	Street 2
79	01020000A0E6100000070000009EB1D41F06A35A4009BA62EBBE8E3D400000000000C06B4046AC6AEE0DA35A403F43EED8BE8E3D400000000000F06B402B6629FE14A35A40864BD8C8BF8E3D400000000000206C403263C0481EA35A40877F2260BE8E3D400000000000306C4052499D8026A35A40F23515F3BD8E3D400000000000406C405EA7470930A35A40260F5542C18E3D400000000000506C40DDA9CA0839A35A406121CE1EC38E3D400000000000606C40	f	t	f	\N	Street 3
80	01020000A0E610000005000000DDA9CA0839A35A406121CE1EC38E3D400000000000606C40855CA96741A35A40E9184630C48E3D400000000000706C401BA1FA624AA35A401A19E42EC28E3D400000000000806C401E15A4BE51A35A40A378F06EC08E3D400000000000706C40D2A6EA1E59A35A40CF4BC5C6BC8E3D400000000000606C40	f	t	f	\N	Street 3
81	01020000A0E61000000500000086504AAD9CA35A408AF32675B88E3D400000000000406C40574E8C76A6A35A40EDA3AE10B18E3D400000000000306C406BB4C12EAFA35A4080C465CBA88E3D400000000000206C4025BE24DFB6A35A40D77E7C53A28E3D400000000000F06B4068BFFFA0BFA35A40DE8FDB2F9F8E3D400000000000C06B40	f	t	f	\N	Street 3
82	01020000A0E61000000B00000067107A91E4A25A407B5C65B7E08E3D400000000000606B40E09AE040EDA25A40784485EAE68E3D400000000000906B401CC242F7F6A25A40F65A75C2F08E3D400000000000C06B402A2389B9FFA25A40A08CF161F68E3D400000000000F06B4055E2957F08A35A40AB6285B6F78E3D400000000000206C40DABE918A10A35A402E41A1F9F78E3D400000000000506C405FFA4D1718A35A40079B9548FD8E3D400000000000806C400D0BA47A21A35A402480F67EFE8E3D400000000000906C4038CAB0402AA35A400BBCEE08028F3D400000000000A06C402EA7A90A32A35A40C3239639028F3D400000000000B06C40FA2F6BBD3AA35A40177E1585028F3D400000000000C06C40	f	t	f	\N	Street 4
83	01020000A0E610000005000000FA2F6BBD3AA35A40177E1585028F3D400000000000C06C403E096CCE41A35A40DBDB2DC9018F3D400000000000D06C40E6ECF88A49A35A407E3B8908FF8E3D400000000000E06C40B891B24552A35A40FE60E0B9F78E3D400000000000D06C4036F0598D5BA35A40D2F4238FF18E3D400000000000C06C40	f	t	f	\N	Street 4
84	01020000A0E610000005000000257E20D4A0A35A40EE015F76F48E3D400000000000A06C40D3ABB7BCA8A35A40AB590CC3EC8E3D400000000000906C40FF113C74B0A35A4083BEF4F6E78E3D400000000000806C40C50BD8C4B8A35A40F110C64FE38E3D400000000000506C40FC8FA740C1A35A4067A8401CDA8E3D400000000000206C40	f	t	f	\N	Street 4
85	01020000A0E61000000B000000C0F68205E6A25A40FC636BC71E8F3D400000000000A06B40687B4F40EEA25A40A2E41FC7208F3D400000000000D06B4094B0259AF6A25A40D575A8A6248F3D400000000000006C4042203C7FFFA25A40B093556C278F3D400000000000306C4049DB53CD07A35A40BAB99D222C8F3D400000000000606C4039E16FC50FA35A40FFFDCE9B2F8F3D400000000000906C40A0B82DDB18A35A408511B177358F3D400000000000C06C409B0AA7BB21A35A406E45AC0F358F3D400000000000D06C400D2EC2B92BA35A40F0EF7DBB368F3D400000000000E06C405104279133A35A4090FBB1A4378F3D400000000000F06C40AB8CEB843CA35A40B221495A3B8F3D400000000000006D40	f	t	f	\N	Street 5
86	01020000A0E610000005000000AB8CEB843CA35A40B221495A3B8F3D400000000000006D4000CBA54C45A35A406A55A6F33C8F3D400000000000106D4038DC476E4DA35A403C253152398F3D400000000000206D4075C12A2856A35A4015D2D0F5338F3D400000000000106D404721C9AC5EA35A40D78A91802C8F3D400000000000006D40	f	t	f	\N	Street 5
87	01020000A0E6100000050000008572ECEA9FA35A40064B75012F8F3D400000000000E06C405040C9D3A8A35A40ED2D4036248F3D400000000000D06C4046EC1340B1A35A40758CD0741B8F3D400000000000C06C4059ABD106BBA35A40B5A338471D8F3D400000000000906C40E949F48DC3A35A40AA3D36131D8F3D400000000000606C40	f	t	f	\N	Street 5
88	01020000A0E61000000B0000007E1B62BCE6A25A40D866BEDE588F3D400000000000E06B4026DF11BAF0A25A4024F895BD5B8F3D400000000000106C4045C252B8F9A25A40D9B7EE41638F3D400000000000406C40D5ED47E501A35A4054516111688F3D400000000000706C40E99ED04609A35A40E65AB4006D8F3D400000000000A06C4068D201A411A35A40A91CEE7E708F3D400000000000506D40E1A183891AA35A40713F3B3B748F3D400000000000006E40E285BE0523A35A40BDD0121A778F3D400000000000906D40DDA689882CA35A40F4D59F0E758F3D400000000000206D402D2E443D33A35A4019141791728F3D400000000000306D40BE141E343BA35A406214048F6F8F3D400000000000406D40	f	t	f	\N	Street 6
89	01020000A0E610000005000000BE141E343BA35A406214048F6F8F3D400000000000406D40AD1402B944A35A40A8A0EC77728F3D400000000000506D401A64DC1E4EA35A403B6EF8DD748F3D400000000000606D408D34A78155A35A405D77A9C76C8F3D400000000000506D402409675C5DA35A404EF04DD3678F3D400000000000406D40	f	t	f	\N	Street 6
90	01020000A0E61000000500000095BA641CA3A35A40EB6A97DB628F3D400000000000206D40492F6AF7ABA35A40589D8B75608F3D400000000000106D4051A5660FB4A35A40C01EB86F5A8F3D400000000000006D408815C9B2BBA35A40CF2C0950538F3D400000000000D06C40846D7A06C3A35A407FA2B2614D8F3D400000000000A06C40	f	t	f	\N	Street 6
91	01020000A0E61000000B000000E27BDA3CE9A25A40A89B7A93958F3D400000000000006C40FC17AD48F1A25A40C438245A978F3D400000000000306C405DED17A2F9A25A40C811C6AA9C8F3D400000000000606C4041E955AE01A35A40EF0802BFA18F3D400000000000106D408449F1F109A35A40639D8598A68F3D400000000000C06D40AFC3E28112A35A4025CF5037AB8F3D400000000000006F40E7A6727F1AA35A40B22FD978B08F3D4000000000002070405F4B7E7A22A35A40FF8469CEB08F3D400000000000406F40370C303D2BA35A402AB4626EAD8F3D400000000000406E4075C69C0C33A35A40F4AED579AF8F3D400000000000D06D40766220193CA35A40BFFD6FDBAD8F3D400000000000606D40	f	t	f	\N	Street 7
92	01020000A0E610000005000000766220193CA35A40BFFD6FDBAD8F3D400000000000606D40B35E0CE544A35A40B34FB637AE8F3D400000000000706D4043CC800E4EA35A4065220093AF8F3D400000000000806D40D99A087657A35A406C335F6FAC8F3D400000000000706D403A3FC57160A35A403A0A6BBEA58F3D400000000000606D40	f	t	f	\N	Street 7
93	01020000A0E610000005000000BF28417FA1A35A4061545227A08F3D400000000000406D4002B1B673ABA35A403A49A93A9A8F3D400000000000306D4021D912A8B4A35A406DE525FF938F3D400000000000206D406B2DCC42BBA35A40740AF2B3918F3D400000000000F06C40787AA52CC3A35A40E84D452A8C8F3D400000000000C06C40	f	t	f	\N	Street 7
94	01020000A0E61000000500000077AEDE97E9A25A40CC7EDDE9CE8F3D400000000000006C401ABE2ABCF0A25A40E637F17AD58F3D400000000000B06C40E6D65A4EF8A25A40045A153CE08F3D400000000000606D4035272F3201A35A40DB7E43F2DF8F3D400000000000A06E40AD2127020BA35A40FC146CC8E48F3D400000000000E06F40	f	t	f	\N	Street 8
95	01020000A0E610000003000000431372EF2BA35A40D2A92B9FE58F3D400000000000307040CE6A268433A35A409B1430CBE88F3D400000000000606F40AC19BE2A3CA35A40E1A018B4EB8F3D400000000000606E40	f	t	f	\N	Street 8
96	01020000A0E610000005000000AC19BE2A3CA35A40E1A018B4EB8F3D400000000000606E40543FCAE344A35A408E469968EB8F3D400000000000F06D40C0BCB66D4EA35A4018361488E88F3D400000000000806D40C1131F4457A35A400FE8F120E28F3D400000000000706D40296442275FA35A40BD1DE1B4E08F3D400000000000606D40	f	t	f	\N	Street 8
97	01020000A0E6100000050000001E73F96AA2A35A40A06CCA15DE8F3D400000000000406D402C6112D3AAA35A40844B2256DA8F3D400000000000306D409943F751B2A35A40C305EADED48F3D400000000000206D408EBE9360BBA35A40E49299C1CE8F3D400000000000F06C4095FDA9A7C5A35A401C5CDF2CCA8F3D400000000000C06C40	f	t	f	\N	Street 8
98	01020000A0E61000000B000000E8274124E8A25A40EAA408BA07903D400000000000006C403E699725F0A25A40A0CCF56C0C903D400000000000306C40633D5A41F8A25A4092F2EE2312903D400000000000606C40DC99AECC00A35A40BD9AF2D71A903D400000000000106D40D84AE82E09A35A4091DB8A581F903D400000000000C06D40984231C310A35A40BACAC97A20903D400000000000006F40FF33942419A35A40298EA8F523903D400000000000207040A10CFA7722A35A40745BC75D29903D400000000000406F40AE7E11D92CA35A403EE6A8482A903D400000000000406E40502C014235A35A40FF2268CC24903D400000000000D06D402EC72B103DA35A40832161CE22903D400000000000606D40	f	t	f	\N	Street 9
99	01020000A0E6100000050000002EC72B103DA35A40832161CE22903D400000000000606D40B3A3271B45A35A40775F3A5222903D400000000000706D402C1DBD2B4CA35A40011B6BDA20903D400000000000806D406F7720FC55A35A40AFCC5B751D903D400000000000706D407CECD3965FA35A407AE7AB3F1D903D400000000000606D40	f	t	f	\N	Street 9
100	01020000A0E610000005000000C52A943BA2A35A40478A6DF717903D400000000000406D40D2B9EC21ABA35A40747D1F0E12903D400000000000306D4080B33973B4A35A409A7F4F070D903D400000000000206D4071A884CCBAA35A40529F3FC80D903D400000000000F06C40D269824DC2A35A40F58E09E709903D400000000000C06C40	f	t	f	\N	Street 9
101	01020000A0E61000000B000000ADF886C2E7A25A4040C5CC9948903D400000000000006C4080BA8102EFA25A40BEC74F9951903D400000000000306C402326F26EF6A25A40CD06F41D57903D400000000000606C4083CAAE6AFFA25A401E21B9EB5B903D400000000000906C40EF2DF6A809A35A4083E629615C903D400000000000C06C40E50AEF7211A35A403CDE3F715B903D400000000000706D409A99999919A35A404DE19C6C5E903D400000000000206E4006D5062722A35A40060DFD135C903D400000000000B06D40615DCB1A2BA35A4041D7BE805E903D400000000000406D4092697E4633A35A408DF8043F60903D400000000000506D40E1B9522A3CA35A40FE2378E860903D400000000000606D40	f	t	f	\N	Street 10
102	01020000A0E610000005000000E1B9522A3CA35A40FE2378E860903D400000000000606D40FB3E1C2444A35A407F9AFFFC63903D400000000000706D405CCF6B474CA35A40BC00A02F62903D400000000000806D403596557D53A35A401C29B6DD5F903D400000000000706D401200D2ED5BA35A40B927FEDE5C903D400000000000606D40	f	t	f	\N	Street 10
103	01020000A0E610000005000000BAFB77D89FA35A40CC8179234E903D400000000000406D4050B3F62DA9A35A4016B6B0B849903D400000000000306D40FEAC437FB2A35A4066C7FC9243903D400000000000206D40A1A2EA57BAA35A40A20DC00644903D400000000000F06C4091D9B4ADC1A35A409C64F55844903D400000000000C06C40	f	t	f	\N	Street 10
104	01020000A0E61000000B000000914A0C5DE4A25A40B446F3B688903D400000000000E06B409287CFE7EDA25A4019541B9C88903D400000000000106C40FFF04E99F6A25A40506D156987903D400000000000406C406B9FE980FFA25A40ED94B31C8D903D400000000000706C404F81824108A35A407F6ABC7493903D400000000000A06C40407331610FA35A403622180797903D400000000000D06C4089377C1C17A35A40A000E54A98903D400000000000006D40A25D85941FA35A40F80B2C369C903D400000000000106D40B6227BCE27A35A40C2120F289B903D400000000000206D40F95404EE2FA35A40159568249D903D400000000000306D40EF2BC54439A35A401932C3EB9F903D400000000000406D40	f	t	f	\N	Street 11
105	01020000A0E610000005000000EF2BC54439A35A401932C3EB9F903D400000000000406D405C6ACE0B41A35A40FE4465C39A903D400000000000506D407BF1EAC149A35A400CEB217596903D400000000000606D40E76ED74B53A35A402096CD1C92903D400000000000506D401E7DDD335CA35A40DF4A1BB391903D400000000000406D40	f	t	f	\N	Street 11
106	01020000A0E6100000050000001F7931DEA0A35A40FC2603F687903D400000000000206D4062C2C30FA9A35A40310CB32B88903D400000000000106D4005A161D6B0A35A4016D79D9383903D400000000000006D404E06EC0FB9A35A408F334DD87E903D400000000000D06C403E99DAADC0A35A40A88FC01F7E903D400000000000A06C40	f	t	f	\N	Street 11
107	01020000A0E610000004000000E6D65A4EF8A25A40045A153CE08F3D400000000000606D403ACD02ED0EA35A40EBF1310EE48F3D405555555555B56D408EC3AA8B25A35A40D1894EE0E78F3D40ABAAAAAAAA0A6E40AC19BE2A3CA35A40E1A018B4EB8F3D400000000000606E40	f	f	f	tunnel	Tunnel
108	01020000A0E610000007000000AD2127020BA35A40FC146CC8E48F3D400000000000E06F403B014D840DA35A407A731310EE8F3D4055555555555570409340DE0610A35A407989FBD9D98F3D40ABAAAAAAAABA7040EB7F6F8912A35A40F8808AF4EC8F3D40000000000020714043BF000C15A35A40F69672BED88F3D4055555555558571409BFE918E17A35A409F0DAFDAEB8F3D40ABAAAAAAAAEA7140F33D23111AA35A409FBC7E77E18F3D400000000000507240	f	t	f	\N	Winding
\.
COPY city.subdistrict (subdistrict, geom) FROM stdin;
Shuizhu	0103000020E6100000010000002900000053A1702CDEA25A4016C49B90318E3D40A4D81BC6EEA25A4009FF7D213F8E3D4024D6E25300A35A409CF46338438E3D40FDD98F1411A35A404B6716574B8E3D40D0A4034823A35A404AC33A9F4B8E3D405D983BE933A35A4022F4D83B488E3D40F4A9BE4E45A35A401A0B54104D8E3D40ABF4C94054A35A40341713F6488E3D40F9A1D28899A35A409B5B7C65398E3D4050F5752AAAA35A40CC1363F4378E3D40640E3801BCA35A40EC9799E3268E3D404C3CFB25BDA35A40DCBEA2B6688E3D4068BFFFA0BFA35A40DE8FDB2F9F8E3D40FC8FA740C1A35A4067A8401CDA8E3D40E949F48DC3A35A40AA3D36131D8F3D40846D7A06C3A35A407FA2B2614D8F3D40787AA52CC3A35A40E84D452A8C8F3D4095FDA9A7C5A35A401C5CDF2CCA8F3D40D269824DC2A35A40F58E09E709903D4091D9B4ADC1A35A409C64F55844903D403E99DAADC0A35A40A88FC01F7E903D4005A161D6B0A35A4016D79D9383903D401F7931DEA0A35A40FC2603F687903D401E7DDD335CA35A40DF4A1BB391903D407BF1EAC149A35A400CEB217596903D40EF2BC54439A35A401932C3EB9F903D40B6227BCE27A35A40C2120F289B903D4089377C1C17A35A40A000E54A98903D404F81824108A35A407F6ABC7493903D40FFF04E99F6A25A40506D156987903D40914A0C5DE4A25A40B446F3B688903D40ADF886C2E7A25A4040C5CC9948903D40E8274124E8A25A40EAA408BA07903D4077AEDE97E9A25A40CC7EDDE9CE8F3D40E27BDA3CE9A25A40A89B7A93958F3D407E1B62BCE6A25A40D866BEDE588F3D40C0F68205E6A25A40FC636BC71E8F3D4067107A91E4A25A407B5C65B7E08E3D401415BBC7E3A25A4061E70187AB8E3D40815EB873E1A25A409D2CB5DE6F8E3D4053A1702CDEA25A4016C49B90318E3D40
\.
COPY city_15min.amenity (amenity_id, category, access_no, geom, tile, snap_m, on_island, closed_edge, area) FROM stdin;
19	breakfast	1	0101000020E6100000E0F835ED3DA35A4011E8A793C78E3D40	111129329	6.477	f	f	\N
32	breakfast	1	0101000020E610000083C0CAA145A35A40D09CF529C78E3D40	111129329	6.615	f	f	\N
38	breakfast	1	0101000020E6100000516B9A771CA35A408DAE7724038F3D40	111129329	8.948	f	f	\N
39	breakfast	1	0101000020E6100000BC5B59A233A35A403E63BA6B64903D40	111129329	7.014	f	f	\N
10000001	bus_stop	1	0101000020E6100000EF8C5B7116A35A405672045F878E3D40	111129329	1.396	f	f	\N
10000002	bus_stop	1	0101000020E6100000FAB660A9AEA35A40CBA4E1EF728E3D40	111129329	0.286	f	f	\N
10000003	bus_stop	1	0101000020E6100000BC85BF70F8A25A40AFAEAF1AF08E3D40	111129329	2.665	f	f	\N
10000004	bus_stop	1	0101000020E6100000FFBDCA9019A35A40C0EECFA0FC8E3D40	111129329	1.43	f	f	\N
10000005	bus_stop	1	0101000020E61000009AF3E7363CA35A40CFD14FDD018F3D40	111129329	0.849	f	f	\N
10000006	bus_stop	1	0101000020E6100000E585CF31FBA25A40920B299A628F3D40	111129329	2.54	f	f	\N
10000007	bus_stop	1	0101000020E61000005ED89AAD3CA35A401B683EE76E8F3D40	111129329	1.864	f	f	\N
10000008	bus_stop	1	0101000020E6100000F168E388B5A35A407972F2C7598F3D40	111129329	1.176	f	f	\N
10000009	bus_stop	1	0101000020E6100000869AD7C7F9A25A40BDAD4F94DF8F3D40	111129329	1.028	f	f	\N
10000010	bus_stop	1	0101000020E61000009301A08A1BA35A405710B9CFE08F3D40	111129329	3.229	f	f	\N
10000011	bus_stop	1	0101000020E61000003A5D16131BA35A400635D7C45D903D40	111129329	0.423	f	f	\N
30000001	park	1	0101000020E6100000F14009D833A35A40B93D9C1B2E8F3D40	111129329	16.211	f	f	0103000020E61000000100000005000000ADD799E72DA35A40BE83447F0D8F3D406CAF05BD37A35A4065C8B1F50C8F3D40367F02DE38A35A40FF59F3E32F8F3D409BAE27BA2EA35A40A2A5E14A2C8F3D40ADD799E72DA35A40BE83447F0D8F3D40
\.
COPY city_15min.amenity_change (amenity_id, category, access_no, gone, geom, tile, snap_m, on_island, closed_edge, area) FROM stdin;
\.
COPY city_15min.circle (circle_id, name, geom, area, grade, satisfaction, chain_rate, outlets_elsewhere, circle_min, standard, snap_m, on_island) FROM stdin;
1	Shuizhu Centre	0101000020E6100000BE141E343BA35A406214048F6F8F3D40	0103000020E61000000100000009000000BAF8DB9EA0A35A406214048F6F8F3D40F805AA3583A35A40D5F5FA496B903D40BE141E343BA35A40A626C11BD2903D4084239232F3A25A40D5F5FA496B903D40C23060C9D5A25A406214048F6F8F3D4084239232F3A25A40EE320DD4738E3D40BE141E343BA35A401D0247020D8E3D40F805AA3583A35A40EE320DD4738E3D40BAF8DB9EA0A35A406214048F6F8F3D40	\N	\N	\N	\N	15	\N	0	f
\.
COPY city_15min.circle_indicator (circle_id, homes, residents, outlets, outlets_by_category, basic_kinds, quality_kinds, basic_present, basic_missing, quality_present, quality_missing, kinds_unknown, outlets_per_1000, accepted, score) FROM stdin;
1	95	582	16	{"park": 1, "bus_stop": 11, "breakfast": 4}	1	0	{breakfast}	{}	{}	{}	{arts_centre,bakery,bank,bar,barber,beauty,books,cafe,car_wash,cinema,clothing,community_canteen,convenience,dentist,elderly_daycare,electronics,fast_food,florist,fresh_food,front_warehouse,furniture,gift,gym,hardware,health_station,housekeeping,laundry,mall,mother_baby,nursery,nursing_home,optician,parcel,pet,pharmacy,photo_print,recycling,repair,restaurant,service_centre,small_supermarket,sports_shop,stationery,supermarket,tea_house,telecom,toys,training,travel_agency,veterinary,wellness,wet_market}	27.491408934707902	\N	\N
\.
COPY city_15min.circle_look (circle_id, name, geom, area, grade, satisfaction, chain_rate, outlets_elsewhere, circle_min, standard) FROM stdin;
\.
COPY city_15min.circle_member (circle_id, home_id, minutes, in_area) FROM stdin;
1	178	11.51	f
1	187	10.525	f
1	205	6.76	t
1	190	7.383333333333334	t
1	208	4.77	t
1	13	5.983333333333333	t
1	280	6.211666666666667	t
1	289	5.181666666666667	t
1	103	6.295	t
1	49	1.115	t
1	58	2.6066666666666665	t
1	139	2.75	t
1	16	13.518333333333333	f
1	220	10.036666666666667	f
1	106	14.645	f
1	52	12.158333333333333	f
1	142	6.933333333333334	t
1	241	8.406666666666666	t
1	250	9.386666666666667	t
1	160	9.626666666666667	t
1	268	9.231666666666667	f
1	223	4.4366666666666665	t
1	64	7.33	t
1	181	6.861666666666666	t
1	136	1.845	t
1	154	4.3	t
1	244	4.61	t
1	172	7.415	t
1	271	6.206666666666667	t
1	217	0.86	t
1	226	0.375	t
1	76	5.078333333333333	t
1	184	7.053333333333334	t
1	40	2.2066666666666666	t
1	148	3.611666666666667	t
1	85	7.5616666666666665	t
1	193	6.378333333333333	t
1	202	5.69	t
1	157	6.366666666666666	t
1	166	7.013333333333334	t
1	175	8.308333333333334	t
1	7	13.496666666666666	f
1	97	14.285	f
1	292	12.03	f
1	61	13.106666666666667	f
1	100	7.796666666666667	t
1	253	6.005	t
1	112	4.243333333333333	t
1	115	13.323333333333334	f
1	10	10.798333333333334	t
1	19	12.056666666666667	t
1	286	12.145	t
1	196	11.756666666666666	t
1	145	5.351666666666667	t
1	4	6.806666666666667	t
1	277	8.738333333333333	t
1	91	8.036666666666667	t
1	94	5.741666666666666	t
1	274	13.795	f
1	199	6.3566666666666665	t
1	25	12.108333333333333	f
1	283	12.355	f
1	295	6.488333333333333	t
1	28	6.668333333333333	t
1	109	5.836666666666667	t
1	22	3.215	t
1	211	10.861666666666666	f
1	34	11.873333333333333	f
1	124	6.681666666666667	t
1	214	5.32	t
1	118	4.265	t
1	31	1.8433333333333333	t
1	130	2.9566666666666666	t
1	121	3.368333333333333	t
1	43	10.781666666666666	f
1	133	5.708333333333333	t
1	37	3.81	t
1	46	3.3	t
1	127	1.725	t
1	232	5.751666666666667	t
1	235	2.4183333333333334	t
1	229	12.371666666666666	f
1	238	13.443333333333333	f
1	247	13.408333333333333	f
1	151	9.311666666666667	t
1	73	7.13	t
1	163	5.803333333333334	t
1	67	4.483333333333333	t
1	82	8.426666666666666	t
1	262	6.4	t
1	169	11.473333333333333	f
1	259	10.728333333333333	f
1	55	7.616666666666666	t
1	298	\N	t
1	1	8.593333333333334	t
\.
COPY city_15min.circle_outlet (circle_id, amenity_id, minutes, in_area) FROM stdin;
1	10000007	0.13166666666666665	t
1	30000001	1.9816666666666667	t
1	10000005	2.4433333333333334	t
1	19	4.12	t
1	38	4.616666666666666	t
1	32	4.6866666666666665	t
1	10000004	4.743333333333333	t
1	10000006	4.818333333333333	t
1	39	5.845	t
1	10000003	6.8533333333333335	t
1	10000010	7.201666666666667	t
1	10000011	7.256666666666667	t
1	10000009	7.401666666666666	t
1	10000001	7.448333333333333	t
1	10000008	11.033333333333333	f
1	10000002	13.541666666666666	f
\.
COPY city_15min.community_history (night, walker, standard_no, level, community, need, homes, people, homes_covered, people_covered, share_homes, share_people, median_value, mean_capped_value, unit) FROM stdin;
1	adult	1	community		breakfast within 8 min	1	5	0	0	0	0	\N	16	min
1	adult	1	community	Shuizhu 1	breakfast within 8 min	31	128	29	123	0.9354838709677419	0.9609375	3.635	4.018567708333333	min
1	adult	1	community	Shuizhu 2	breakfast within 8 min	10	57	10	57	1	1	2.7783333333333333	3.515964912280702	min
1	adult	1	community	Shuizhu 3	breakfast within 8 min	13	111	0	0	0	0	12.623333333333333	12.648858858858858	min
1	adult	1	community	Shuizhu 4	breakfast within 8 min	25	179	25	179	1	1	4.9816666666666665	4.84098696461825	min
1	adult	1	community	Shuizhu 5	breakfast within 8 min	10	81	10	81	1	1	4.298333333333333	4.225864197530864	min
1	adult	1	community	Shuizhu 6	breakfast within 8 min	10	44	0	0	0	0	13.711666666666666	14.701325757575757	min
1	adult	1	community		bus_stop * 2 within 8 min	1	5	0	0	0	0	\N	16	min
1	adult	1	community	Shuizhu 1	bus_stop * 2 within 8 min	31	128	31	128	1	1	4.048333333333333	4.1388151041666665	min
1	adult	1	community	Shuizhu 2	bus_stop * 2 within 8 min	10	57	10	57	1	1	3.59	4.15201754385965	min
1	adult	1	community	Shuizhu 3	bus_stop * 2 within 8 min	13	111	13	111	1	1	4.791666666666667	4.95045045045045	min
1	adult	1	community	Shuizhu 4	bus_stop * 2 within 8 min	25	179	25	179	1	1	4.233333333333333	4.203398510242086	min
1	adult	1	community	Shuizhu 5	bus_stop * 2 within 8 min	10	81	9	37	0.9	0.4567901234567901	5.208333333333333	7.153703703703704	min
1	adult	1	community	Shuizhu 6	bus_stop * 2 within 8 min	10	44	1	2	0.1	0.045454545454545456	9.606666666666667	10.548371212121213	min
1	adult	2	community		clinic within 900 m straight	1	5	0	0	0	0	\N	1800	m straight
1	adult	2	community	Shuizhu 1	clinic within 900 m straight	31	128	0	0	0	0	\N	1800	m straight
1	adult	2	community	Shuizhu 2	clinic within 900 m straight	10	57	0	0	0	0	\N	1800	m straight
1	adult	2	community	Shuizhu 3	clinic within 900 m straight	13	111	0	0	0	0	\N	1800	m straight
1	adult	2	community	Shuizhu 4	clinic within 900 m straight	25	179	0	0	0	0	\N	1800	m straight
1	adult	2	community	Shuizhu 5	clinic within 900 m straight	10	81	0	0	0	0	\N	1800	m straight
1	adult	2	community	Shuizhu 6	clinic within 900 m straight	10	44	0	0	0	0	\N	1800	m straight
1	adult	2	community		park within 500 m	1	5	0	0	0	0	\N	1000	m
1	adult	2	community	Shuizhu 1	park within 500 m	31	128	18	75	0.5806451612903226	0.5859375	476.1	496.95390625	m
1	adult	2	community	Shuizhu 2	park within 500 m	10	57	9	52	0.9	0.9122807017543859	319.5	341.840350877193	m
1	adult	2	community	Shuizhu 3	park within 500 m	13	111	0	0	0	0	966.9	944.6243243243243	m
1	adult	2	community	Shuizhu 4	park within 500 m	25	179	8	54	0.32	0.3016759776536313	564.7	609.9793296089385	m
1	adult	2	community	Shuizhu 5	park within 500 m	10	81	4	18	0.4	0.2222222222222222	515.9	675.4703703703703	m
1	adult	2	community	Shuizhu 6	park within 500 m	10	44	0	0	0	0	\N	994.1568181818182	m
1	adult	1	community			1	5	0	0	0	0	0	0	score
1	adult	1	community	Shuizhu 1		31	128	29	123	0.9354838709677419	0.9609375	100	98.046875	score
1	adult	1	community	Shuizhu 2		10	57	10	57	1	1	100	100	score
1	adult	1	community	Shuizhu 3		13	111	0	0	0	0	50	50	score
1	adult	1	community	Shuizhu 4		25	179	25	179	1	1	100	100	score
1	adult	1	community	Shuizhu 5		10	81	9	37	0.9	0.4567901234567901	100	86.41975308641975	score
1	adult	1	community	Shuizhu 6		10	44	0	0	0	0	25	21.59090909090909	score
1	adult	2	community			1	5	0	0	0	0	0	0	score
1	adult	2	community	Shuizhu 1		31	128	18	75	0.5806451612903226	0.5859375	100	58.59375	score
1	adult	2	community	Shuizhu 2		10	57	9	52	0.9	0.9122807017543859	100	91.2280701754386	score
1	adult	2	community	Shuizhu 3		13	111	0	0	0	0	0	0	score
1	adult	2	community	Shuizhu 4		25	179	8	54	0.32	0.3016759776536313	0	30.167597765363126	score
1	adult	2	community	Shuizhu 5		10	81	4	18	0.4	0.2222222222222222	0	22.222222222222225	score
1	adult	2	community	Shuizhu 6		10	44	0	0	0	0	0	0	score
1	planning_60m	1	community		breakfast within 8 min	1	5	0	0	0	0	\N	16	min
1	planning_60m	1	community	Shuizhu 1	breakfast within 8 min	31	128	25	100	0.8064516129032258	0.78125	4.835	5.345026041666666	min
1	planning_60m	1	community	Shuizhu 2	breakfast within 8 min	10	57	10	57	1	1	3.695	4.67625730994152	min
1	planning_60m	1	community	Shuizhu 3	breakfast within 8 min	13	111	0	0	0	0	\N	15.790180180180181	min
1	planning_60m	1	community	Shuizhu 4	breakfast within 8 min	25	179	22	163	0.88	0.9106145251396648	6.625	6.229888268156424	min
1	planning_60m	1	community	Shuizhu 5	breakfast within 8 min	10	81	9	79	0.9	0.9753086419753086	5.716666666666667	5.620082304526749	min
1	planning_60m	1	community	Shuizhu 6	breakfast within 8 min	10	44	0	0	0	0	\N	16	min
1	planning_60m	1	community		bus_stop * 2 within 8 min	1	5	0	0	0	0	\N	16	min
1	planning_60m	1	community	Shuizhu 1	bus_stop * 2 within 8 min	31	128	27	110	0.8709677419354839	0.859375	5.383333333333334	5.504479166666667	min
1	planning_60m	1	community	Shuizhu 2	bus_stop * 2 within 8 min	10	57	9	51	0.9	0.8947368421052632	4.773333333333333	5.522163742690059	min
1	planning_60m	1	community	Shuizhu 3	bus_stop * 2 within 8 min	13	111	10	98	0.7692307692307693	0.8828828828828829	6.373333333333333	6.584384384384384	min
1	planning_60m	1	community	Shuizhu 4	bus_stop * 2 within 8 min	25	179	25	179	1	1	4.695	4.7479981378026075	min
1	planning_60m	1	community	Shuizhu 5	bus_stop * 2 within 8 min	10	81	6	24	0.6	0.2962962962962963	6.6883333333333335	8.705411522633744	min
1	planning_60m	1	community	Shuizhu 6	bus_stop * 2 within 8 min	10	44	0	0	0	0	12.778333333333334	13.808181818181817	min
1	planning_60m	2	community		clinic within 900 m straight	1	5	0	0	0	0	\N	1800	m straight
1	planning_60m	2	community	Shuizhu 1	clinic within 900 m straight	31	128	0	0	0	0	\N	1800	m straight
1	planning_60m	2	community	Shuizhu 2	clinic within 900 m straight	10	57	0	0	0	0	\N	1800	m straight
1	planning_60m	2	community	Shuizhu 3	clinic within 900 m straight	13	111	0	0	0	0	\N	1800	m straight
1	planning_60m	2	community	Shuizhu 4	clinic within 900 m straight	25	179	0	0	0	0	\N	1800	m straight
1	planning_60m	2	community	Shuizhu 5	clinic within 900 m straight	10	81	0	0	0	0	\N	1800	m straight
1	planning_60m	2	community	Shuizhu 6	clinic within 900 m straight	10	44	0	0	0	0	\N	1800	m straight
1	planning_60m	2	community		park within 500 m	1	5	0	0	0	0	\N	1000	m
1	planning_60m	2	community	Shuizhu 1	park within 500 m	31	128	18	75	0.5806451612903226	0.5859375	476.1	496.95390625	m
1	planning_60m	2	community	Shuizhu 2	park within 500 m	10	57	9	52	0.9	0.9122807017543859	319.5	341.840350877193	m
1	planning_60m	2	community	Shuizhu 3	park within 500 m	13	111	0	0	0	0	966.9	944.6243243243243	m
1	planning_60m	2	community	Shuizhu 4	park within 500 m	25	179	8	54	0.32	0.3016759776536313	564.7	609.9793296089385	m
1	planning_60m	2	community	Shuizhu 5	park within 500 m	10	81	4	18	0.4	0.2222222222222222	515.9	675.4703703703703	m
1	planning_60m	2	community	Shuizhu 6	park within 500 m	10	44	0	0	0	0	\N	994.1568181818182	m
1	planning_60m	1	community			1	5	0	0	0	0	0	0	score
1	planning_60m	1	community	Shuizhu 1		31	128	25	100	0.8064516129032258	0.78125	100	85.546875	score
1	planning_60m	1	community	Shuizhu 2		10	57	9	51	0.9	0.8947368421052632	100	97.36842105263158	score
1	planning_60m	1	community	Shuizhu 3		13	111	0	0	0	0	50	47.072072072072075	score
1	planning_60m	1	community	Shuizhu 4		25	179	22	163	0.88	0.9106145251396648	100	95.53072625698323	score
1	planning_60m	1	community	Shuizhu 5		10	81	5	22	0.5	0.2716049382716049	75	78.08641975308642	score
1	planning_60m	1	community	Shuizhu 6		10	44	0	0	0	0	25	13.068181818181818	score
1	planning_60m	2	community			1	5	0	0	0	0	0	0	score
1	planning_60m	2	community	Shuizhu 1		31	128	18	75	0.5806451612903226	0.5859375	100	58.59375	score
1	planning_60m	2	community	Shuizhu 2		10	57	9	52	0.9	0.9122807017543859	100	91.2280701754386	score
1	planning_60m	2	community	Shuizhu 3		13	111	0	0	0	0	0	0	score
1	planning_60m	2	community	Shuizhu 4		25	179	8	54	0.32	0.3016759776536313	0	30.167597765363126	score
1	planning_60m	2	community	Shuizhu 5		10	81	4	18	0.4	0.2222222222222222	0	22.222222222222225	score
1	planning_60m	2	community	Shuizhu 6		10	44	0	0	0	0	0	0	score
2	adult	1	community	Shuizhu 1	breakfast within 8 min	31	128	29	123	0.9354838709677419	0.9609375	4.156666666666666	4.277552083333333	min
2	adult	1	community	Shuizhu 4	breakfast within 8 min	25	179	25	179	1	1	5.493333333333333	5.115260707635009	min
2	adult	1	community	Shuizhu 1	bus_stop * 2 within 8 min	31	128	31	128	1	1	4.048333333333333	4.131393229166667	min
2	adult	2	community	Shuizhu 1	park within 500 m	31	128	18	75	0.5806451612903226	0.5859375	476.1	496.35625	m
2	planning_60m	1	community	Shuizhu 1	breakfast within 8 min	31	128	24	95	0.7741935483870968	0.7421875	5.528333333333333	5.689361979166667	min
2	planning_60m	1	community	Shuizhu 4	breakfast within 8 min	25	179	18	142	0.72	0.7932960893854749	7.1883333333333335	6.591331471135941	min
2	planning_60m	1	community	Shuizhu 1	bus_stop * 2 within 8 min	31	128	27	110	0.8709677419354839	0.859375	5.383333333333334	5.494518229166666	min
2	planning_60m	2	community	Shuizhu 1	park within 500 m	31	128	18	75	0.5806451612903226	0.5859375	476.1	496.35625	m
2	planning_60m	1	community	Shuizhu 1		31	128	24	95	0.7741935483870968	0.7421875	100	83.59375	score
2	planning_60m	1	community	Shuizhu 4		25	179	18	142	0.72	0.7932960893854749	100	89.66480446927375	score
\.
COPY city_15min.community_indicator (walker, standard_no, level, community, need, homes, people, homes_covered, people_covered, homes_unsnapped, people_unsnapped, homes_on_island, people_on_island, homes_without_people, share_homes, share_people, median_value, mean_capped_value, people_beyond, unit) FROM stdin;
adult	1	community		breakfast within 8 min	1	5	0	0	0	0	1	5	0	0	0	\N	16	5	min
adult	1	community	Shuizhu 2	breakfast within 8 min	10	57	10	57	0	0	0	0	0	1	1	2.7783333333333333	3.515964912280702	0	min
adult	1	community	Shuizhu 3	breakfast within 8 min	13	111	0	0	0	0	0	0	0	0	0	12.623333333333333	12.648858858858858	0	min
adult	1	community	Shuizhu 5	breakfast within 8 min	10	81	10	81	0	0	0	0	0	1	1	4.298333333333333	4.225864197530864	0	min
adult	1	community	Shuizhu 6	breakfast within 8 min	10	44	0	0	0	0	0	0	0	0	0	13.711666666666666	14.701325757575757	21	min
adult	1	community		bus_stop * 2 within 8 min	1	5	0	0	0	0	1	5	0	0	0	\N	16	5	min
adult	1	community	Shuizhu 2	bus_stop * 2 within 8 min	10	57	10	57	0	0	0	0	0	1	1	3.59	4.15201754385965	0	min
adult	1	community	Shuizhu 3	bus_stop * 2 within 8 min	13	111	13	111	0	0	0	0	0	1	1	4.791666666666667	4.95045045045045	0	min
adult	1	community	Shuizhu 4	bus_stop * 2 within 8 min	25	179	25	179	0	0	0	0	0	1	1	4.233333333333333	4.203398510242086	0	min
adult	1	community	Shuizhu 5	bus_stop * 2 within 8 min	10	81	9	37	0	0	0	0	0	0.9	0.4567901234567901	5.208333333333333	7.153703703703704	0	min
adult	1	community	Shuizhu 6	bus_stop * 2 within 8 min	10	44	1	2	0	0	0	0	0	0.1	0.045454545454545456	9.606666666666667	10.548371212121213	0	min
adult	2	community		clinic within 900 m straight	1	5	0	0	0	0	1	5	0	0	0	\N	1800	5	m straight
adult	2	community	Shuizhu 1	clinic within 900 m straight	31	128	0	0	0	0	0	0	1	0	0	\N	1800	128	m straight
adult	2	community	Shuizhu 2	clinic within 900 m straight	10	57	0	0	0	0	0	0	0	0	0	\N	1800	57	m straight
adult	2	community	Shuizhu 3	clinic within 900 m straight	13	111	0	0	0	0	0	0	0	0	0	\N	1800	111	m straight
adult	2	community	Shuizhu 4	clinic within 900 m straight	25	179	0	0	0	0	0	0	0	0	0	\N	1800	179	m straight
adult	2	community	Shuizhu 5	clinic within 900 m straight	10	81	0	0	0	0	0	0	0	0	0	\N	1800	81	m straight
adult	2	community	Shuizhu 6	clinic within 900 m straight	10	44	0	0	0	0	0	0	0	0	0	\N	1800	44	m straight
adult	2	community		park within 500 m	1	5	0	0	0	0	1	5	0	0	0	\N	1000	5	m
adult	2	community	Shuizhu 2	park within 500 m	10	57	9	52	0	0	0	0	0	0.9	0.9122807017543859	319.5	341.840350877193	0	m
adult	2	community	Shuizhu 3	park within 500 m	13	111	0	0	0	0	0	0	0	0	0	966.9	944.6243243243243	29	m
adult	2	community	Shuizhu 4	park within 500 m	25	179	8	54	0	0	0	0	0	0.32	0.3016759776536313	564.7	609.9793296089385	0	m
adult	2	community	Shuizhu 5	park within 500 m	10	81	4	18	0	0	0	0	0	0.4	0.2222222222222222	515.9	675.4703703703703	0	m
adult	2	community	Shuizhu 6	park within 500 m	10	44	0	0	0	0	0	0	0	0	0	\N	994.1568181818182	37	m
adult	1	community			1	5	0	0	0	0	1	5	0	0	0	0	0	0	score
adult	1	community	Shuizhu 1		31	128	29	123	0	0	0	0	1	0.9354838709677419	0.9609375	100	98.046875	0	score
adult	1	community	Shuizhu 2		10	57	10	57	0	0	0	0	0	1	1	100	100	0	score
adult	1	community	Shuizhu 3		13	111	0	0	0	0	0	0	0	0	0	50	50	0	score
adult	1	community	Shuizhu 4		25	179	25	179	0	0	0	0	0	1	1	100	100	0	score
adult	1	community	Shuizhu 5		10	81	9	37	0	0	0	0	0	0.9	0.4567901234567901	100	86.41975308641975	0	score
adult	1	community	Shuizhu 6		10	44	0	0	0	0	0	0	0	0	0	25	21.59090909090909	0	score
adult	2	community			1	5	0	0	0	0	1	5	0	0	0	0	0	0	score
adult	2	community	Shuizhu 1		31	128	18	75	0	0	0	0	1	0.5806451612903226	0.5859375	100	58.59375	0	score
adult	2	community	Shuizhu 2		10	57	9	52	0	0	0	0	0	0.9	0.9122807017543859	100	91.2280701754386	0	score
adult	2	community	Shuizhu 3		13	111	0	0	0	0	0	0	0	0	0	0	0	0	score
adult	2	community	Shuizhu 4		25	179	8	54	0	0	0	0	0	0.32	0.3016759776536313	0	30.167597765363126	0	score
adult	2	community	Shuizhu 5		10	81	4	18	0	0	0	0	0	0.4	0.2222222222222222	0	22.222222222222225	0	score
adult	2	community	Shuizhu 6		10	44	0	0	0	0	0	0	0	0	0	0	0	0	score
planning_60m	1	community		breakfast within 8 min	1	5	0	0	0	0	1	5	0	0	0	\N	16	5	min
planning_60m	1	community	Shuizhu 2	breakfast within 8 min	10	57	10	57	0	0	0	0	0	1	1	3.695	4.67625730994152	0	min
planning_60m	1	community	Shuizhu 3	breakfast within 8 min	13	111	0	0	0	0	0	0	0	0	0	\N	15.790180180180181	95	min
planning_60m	1	community	Shuizhu 5	breakfast within 8 min	10	81	9	79	0	0	0	0	0	0.9	0.9753086419753086	5.716666666666667	5.620082304526749	0	min
planning_60m	1	community	Shuizhu 6	breakfast within 8 min	10	44	0	0	0	0	0	0	0	0	0	\N	16	44	min
planning_60m	1	community		bus_stop * 2 within 8 min	1	5	0	0	0	0	1	5	0	0	0	\N	16	5	min
planning_60m	1	community	Shuizhu 2	bus_stop * 2 within 8 min	10	57	9	51	0	0	0	0	0	0.9	0.8947368421052632	4.773333333333333	5.522163742690059	0	min
planning_60m	1	community	Shuizhu 3	bus_stop * 2 within 8 min	13	111	10	98	0	0	0	0	0	0.7692307692307693	0.8828828828828829	6.373333333333333	6.584384384384384	0	min
planning_60m	1	community	Shuizhu 4	bus_stop * 2 within 8 min	25	179	25	179	0	0	0	0	0	1	1	4.695	4.7479981378026075	0	min
planning_60m	1	community	Shuizhu 5	bus_stop * 2 within 8 min	10	81	6	24	0	0	0	0	0	0.6	0.2962962962962963	6.6883333333333335	8.705411522633744	0	min
planning_60m	1	community	Shuizhu 6	bus_stop * 2 within 8 min	10	44	0	0	0	0	0	0	0	0	0	12.778333333333334	13.808181818181817	10	min
planning_60m	2	community		clinic within 900 m straight	1	5	0	0	0	0	1	5	0	0	0	\N	1800	5	m straight
planning_60m	2	community	Shuizhu 1	clinic within 900 m straight	31	128	0	0	0	0	0	0	1	0	0	\N	1800	128	m straight
planning_60m	2	community	Shuizhu 2	clinic within 900 m straight	10	57	0	0	0	0	0	0	0	0	0	\N	1800	57	m straight
planning_60m	2	community	Shuizhu 3	clinic within 900 m straight	13	111	0	0	0	0	0	0	0	0	0	\N	1800	111	m straight
planning_60m	2	community	Shuizhu 4	clinic within 900 m straight	25	179	0	0	0	0	0	0	0	0	0	\N	1800	179	m straight
planning_60m	2	community	Shuizhu 5	clinic within 900 m straight	10	81	0	0	0	0	0	0	0	0	0	\N	1800	81	m straight
planning_60m	2	community	Shuizhu 6	clinic within 900 m straight	10	44	0	0	0	0	0	0	0	0	0	\N	1800	44	m straight
planning_60m	2	community		park within 500 m	1	5	0	0	0	0	1	5	0	0	0	\N	1000	5	m
planning_60m	2	community	Shuizhu 2	park within 500 m	10	57	9	52	0	0	0	0	0	0.9	0.9122807017543859	319.5	341.840350877193	0	m
planning_60m	2	community	Shuizhu 3	park within 500 m	13	111	0	0	0	0	0	0	0	0	0	966.9	944.6243243243243	29	m
planning_60m	2	community	Shuizhu 4	park within 500 m	25	179	8	54	0	0	0	0	0	0.32	0.3016759776536313	564.7	609.9793296089385	0	m
planning_60m	2	community	Shuizhu 5	park within 500 m	10	81	4	18	0	0	0	0	0	0.4	0.2222222222222222	515.9	675.4703703703703	0	m
planning_60m	2	community	Shuizhu 6	park within 500 m	10	44	0	0	0	0	0	0	0	0	0	\N	994.1568181818182	37	m
planning_60m	1	community			1	5	0	0	0	0	1	5	0	0	0	0	0	0	score
planning_60m	1	community	Shuizhu 2		10	57	9	51	0	0	0	0	0	0.9	0.8947368421052632	100	97.36842105263158	0	score
planning_60m	1	community	Shuizhu 3		13	111	0	0	0	0	0	0	0	0	0	50	47.072072072072075	0	score
planning_60m	1	community	Shuizhu 5		10	81	5	22	0	0	0	0	0	0.5	0.2716049382716049	75	78.08641975308642	0	score
planning_60m	1	community	Shuizhu 6		10	44	0	0	0	0	0	0	0	0	0	25	13.068181818181818	0	score
planning_60m	2	community			1	5	0	0	0	0	1	5	0	0	0	0	0	0	score
planning_60m	2	community	Shuizhu 1		31	128	18	75	0	0	0	0	1	0.5806451612903226	0.5859375	100	58.59375	0	score
planning_60m	2	community	Shuizhu 2		10	57	9	52	0	0	0	0	0	0.9	0.9122807017543859	100	91.2280701754386	0	score
planning_60m	2	community	Shuizhu 3		13	111	0	0	0	0	0	0	0	0	0	0	0	0	score
planning_60m	2	community	Shuizhu 4		25	179	8	54	0	0	0	0	0	0.32	0.3016759776536313	0	30.167597765363126	0	score
planning_60m	2	community	Shuizhu 5		10	81	4	18	0	0	0	0	0	0.4	0.2222222222222222	0	22.222222222222225	0	score
planning_60m	2	community	Shuizhu 6		10	44	0	0	0	0	0	0	0	0	0	0	0	0	score
adult	1	community	Shuizhu 1	breakfast within 8 min	31	128	29	123	0	0	0	0	1	0.9354838709677419	0.9609375	4.156666666666666	4.277552083333333	0	min
adult	1	community	Shuizhu 4	breakfast within 8 min	25	179	25	179	0	0	0	0	0	1	1	5.493333333333333	5.115260707635009	0	min
adult	1	community	Shuizhu 1	bus_stop * 2 within 8 min	31	128	31	128	0	0	0	0	1	1	1	4.048333333333333	4.131393229166667	0	min
adult	2	community	Shuizhu 1	park within 500 m	31	128	18	75	0	0	0	0	1	0.5806451612903226	0.5859375	476.1	496.35625	0	m
planning_60m	1	community	Shuizhu 1	breakfast within 8 min	31	128	24	95	0	0	0	0	1	0.7741935483870968	0.7421875	5.528333333333333	5.689361979166667	0	min
planning_60m	1	community	Shuizhu 4	breakfast within 8 min	25	179	18	142	0	0	0	0	0	0.72	0.7932960893854749	7.1883333333333335	6.591331471135941	0	min
planning_60m	1	community	Shuizhu 1	bus_stop * 2 within 8 min	31	128	27	110	0	0	0	0	1	0.8709677419354839	0.859375	5.383333333333334	5.494518229166666	0	min
planning_60m	2	community	Shuizhu 1	park within 500 m	31	128	18	75	0	0	0	0	1	0.5806451612903226	0.5859375	476.1	496.35625	0	m
planning_60m	1	community	Shuizhu 1		31	128	24	95	0	0	0	0	1	0.7741935483870968	0.7421875	100	83.59375	0	score
planning_60m	1	community	Shuizhu 4		25	179	18	142	0	0	0	0	0	0.72	0.7932960893854749	100	89.66480446927375	0	score
\.
COPY city_15min.data_quality (problem_no, input, problem, key, detail, lon, lat) FROM stdin;
1	amenities	no_amenities	clinic	the category is asked for and has no amenity	\N	\N
2	homes	empty geometry	1001	\N	\N	\N
3	homes	on an island	298	only streets that are cut off from the rest are in reach	106.5549712	29.5614989
\.
COPY city_15min.history (night, refreshed_at, walker, standard_no, standard, homes, people, share_homes, share_people, mean_score) FROM stdin;
1	2026-11-26 09:40:29.656077+00	planning_60m	1	breakfast within 8 min & bus_stop * 2 within 8 min	100	605	0.61	0.5553719008264463	75.57851239669421
1	2026-11-26 09:40:29.656077+00	planning_60m	2	park within 500 m | clinic within 900 m straight	100	605	0.39	0.32892561983471075	32.892561983471076
1	2026-11-26 09:40:29.656077+00	adult	1	breakfast within 8 min & bus_stop * 2 within 8 min	100	605	0.73	0.6545454545454545	82.06611570247934
1	2026-11-26 09:40:29.656077+00	adult	2	park within 500 m | clinic within 900 m straight	100	605	0.39	0.32892561983471075	32.892561983471076
2	2026-11-26 09:40:29.757456+00	planning_60m	1	breakfast within 8 min & bus_stop * 2 within 8 min	100	605	0.56	0.512396694214876	73.4297520661157
\.
COPY city_15min.home (home_id, community, geom, tile, snap_m, on_island, closed_edge, coverage, meets, score, population, elderly) FROM stdin;
265	Shuizhu 6	0101000020E61000008FBB52E0AEA35A40146690717B903D40	111129329	13.224	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 8:08.4 12:53.8 (5=0 8=0 10=1 15=2 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	0	8	0
253	Shuizhu 4	0101000020E6100000D41055F833A35A4072929C024F903D40	111129329	15.055	f	f	breakfast min keep 5: 1:35.9 8:32.9 10:07.6 10:41.5 (5=1 8=1 10=2 15=4 16=4); bus_stop min keep 5: 3:20.5 6:08.2 6:14.8 6:29.8 8:26.9 (5=1 8=4 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 564.7 (500=0 1000=1)	t	100	5	1
268	Shuizhu 1	0101000020E61000005A965412FEA25A407D9983FB5C8E3D40	111129329	20.461	f	f	breakfast min keep 5: 5:13.7 6:06.3 6:40.2 13:49.8 (5=0 8=3 10=3 15=4 16=4); bus_stop min keep 5: 2:37 4:51.6 4:54.9 7:05.5 7:30.5 (5=3 8=5 10=6 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 610.9 (500=0 1000=1)	t	100	2	0
214	Shuizhu 1	0101000020E6100000B21A01CB00A35A405A3EDC1F398F3D40	111129329	28.325	f	f	breakfast min keep 5: 3:32.9 7:23 7:56.9 9:55 (5=1 8=3 10=4 15=4 16=4); bus_stop min keep 5: 2:24.7 2:39.4 3:14 5:17.7 5:27.1 (5=3 8=7 10=8 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 342.2 (500=1 1000=1)	t	100	2	0
82	Shuizhu 4	0101000020E6100000E0089CB610A35A4098A3C7EF6D903D40	111129329	31.112	f	f	breakfast min keep 5: 3:05.4 10:54.8 12:32.9 13:06.8 (5=1 8=1 10=1 15=4 16=4); bus_stop min keep 5: 1:10.8 4:58.9 7:02.3 7:39 8:33.5 (5=2 8=4 10=5 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 752.2 (500=0 1000=1)	t	100	3	0
25	Shuizhu 3	0101000020E6100000F71109F0A7A35A40E1A24918BC8E3D40	111129329	20.288	f	f	breakfast min keep 5: 12:22.6 12:56.3 14:30.2 (5=0 8=0 10=0 15=3 16=3); bus_stop min keep 5: 2:07.9 4:47.5 12:04.2 12:10.8 14:37.8 (5=2 8=2 10=2 15=5 16=5); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 947.1 (500=0 1000=1)	f	50	54	1
298		0101000020E6100000338EECA584A35A406F3D5464BE8F3D40	111129329	15.912	t	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: (5=0 8=0 10=0 15=0 16=0); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	0	5	0
256	Shuizhu 6	0101000020E610000079A23550AAA35A409316D3F13D903D40	111129329	18.33	f	f	breakfast min keep 5: 15:58.7 (5=0 8=0 10=0 15=0 16=1); bus_stop min keep 5: 7:28.1 12:13.5 15:40.3 15:46.9 (5=0 8=1 10=1 15=2 16=4); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	25	2	0
97	Shuizhu 3	0101000020E610000071B9B024AFA35A4087FE092E568E3D40	111129329	22.548	f	f	breakfast min keep 5: 14:33.2 15:06.9 (5=0 8=0 10=0 15=1 16=2); bus_stop min keep 5: 0:58.2 5:54.5 14:14.8 14:21.4 (5=1 8=2 10=2 15=4 16=4); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	50	6	0
40	Shuizhu 2	0101000020E61000008035BD7A4BA35A40BC11CC87568F3D40	111129329	12.271	f	f	breakfast min keep 5: 5:02.4 5:32.2 5:36.3 7:37 (5=0 8=4 10=4 15=4 16=4); bus_stop min keep 5: 2:07.4 3:21.7 5:39.7 7:01.5 8:09.6 (5=2 8=4 10=10 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 231.5 (500=1 1000=1)	t	100	9	2
277	Shuizhu 1	0101000020E6100000AF9D83C2FBA25A40C0081A33898E3D40	111129329	11.01	f	f	breakfast min keep 5: 4:44.1 5:36.6 6:10.5 13:20.2 (5=1 8=3 10=3 15=4 16=4); bus_stop min keep 5: 2:07.4 4:22 4:25.2 6:35.8 7:00.9 (5=3 8=5 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 571.5 (500=0 1000=1)	t	100	5	0
226	Shuizhu 4	0101000020E610000084786EEB38A35A409E3B6645798F3D40	111129329	13.604	f	f	breakfast min keep 5: 4:29.8 4:59.6 5:03.7 5:48.6 (5=2 8=4 10=4 15=4 16=4); bus_stop min keep 5: 0:30.4 2:49.1 5:07.1 5:11.6 7:13.7 (5=2 8=9 10=9 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 188.1 (500=1 1000=1)	t	100	5	1
13	Shuizhu 1	0101000020E6100000E834666D2EA35A40A20C5531958E3D40	111129329	3.274	f	f	breakfast min keep 5: 2:45.4 3:19.3 6:01 11:49.7 (5=2 8=3 10=3 15=4 16=4); bus_stop min keep 5: 2:11.2 3:46.9 6:06.9 6:08.6 7:01.1 (5=2 8=5 10=6 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 458.4 (500=1 1000=1)	t	100	9	0
91	Shuizhu 1	0101000020E61000004BEDA06D10A35A406E0DB6227B8E3D40	111129329	19.953	f	f	breakfast min keep 5: 4:54.6 5:17.5 5:28.5 12:41.4 (5=1 8=3 10=3 15=4 16=4); bus_stop min keep 5: 0:43.8 4:55.4 4:58.7 5:53.8 7:34.3 (5=3 8=5 10=6 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 515.6 (500=0 1000=1)	t	100	3	0
181	Shuizhu 1	0101000020E61000002478E86022A35A40AACF7A9D798E3D40	111129329	20.865	f	f	breakfast min keep 5: 3:38.1 4:12 6:53.7 12:42.4 (5=2 8=3 10=3 15=4 16=4); bus_stop min keep 5: 1:51.2 4:39.5 6:41.1 6:44.4 6:59.6 (5=2 8=5 10=6 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 528.4 (500=0 1000=1)	t	100	3	0
79	Shuizhu 6	0101000020E610000013ACBBC3B7A35A4075F4AE3033903D40	111129329	26.879	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 7:09.9 11:31.4 15:42.3 15:48.9 (5=0 8=1 10=1 15=2 16=4); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	25	5	1
70	Shuizhu 6	0101000020E610000021DFEF61C0A35A40743ADA82EF8F3D40	111129329	17.109	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 4:45.9 9:07.4 15:43.8 15:50.4 (5=1 8=1 10=2 15=2 16=4); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	25	2	0
88	Shuizhu 6	0101000020E6100000959BA8A5B9A35A408852318452903D40	111129329	24.572	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 7:13.5 11:35 15:48.7 15:55.3 (5=0 8=1 10=1 15=2 16=4); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	25	6	1
1	Shuizhu 1	0101000020E6100000D3C732B305A35A406AEC5C62768E3D40	111129329	18.502	f	f	breakfast min keep 5: 4:35.4 5:27.9 6:01.8 13:11.5 (5=1 8=3 10=3 15=4 16=4); bus_stop min keep 5: 1:58.7 4:13.3 4:16.5 6:27.1 6:52.2 (5=3 8=5 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 559.9 (500=0 1000=1)	t	100	5	0
76	Shuizhu 5	0101000020E6100000872062DE3EA35A40E091C20655903D40	111129329	16.125	f	f	breakfast min keep 5: 1:10.3 9:11.9 9:30.2 9:45.8 (5=1 8=1 10=4 15=4 16=4); bus_stop min keep 5: 2:54.9 5:12.5 7:12.1 7:27.1 7:31.2 (5=1 8=5 10=7 15=9 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 563.4 (500=0 1000=1)	t	100	3	0
271	Shuizhu 1	0101000020E6100000B8F5E4AB2EA35A40A2AC29DA668E3D40	111129329	38.848	f	f	breakfast min keep 5: 2:58.8 3:32.7 6:14.4 12:03 (5=2 8=3 10=3 15=4 16=4); bus_stop min keep 5: 3:33.4 4:00.2 6:20.2 6:21.9 8:23.3 (5=2 8=4 10=5 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 476.1 (500=1 1000=1)	t	100	2	0
235	Shuizhu 4	0101000020E610000035E37ED12FA35A40B4E89D0AB88F3D40	111129329	15.874	f	f	breakfast min keep 5: 5:02.7 5:20 6:32.4 7:06.3 (5=0 8=4 10=4 15=4 16=4); bus_stop min keep 5: 2:33 4:51.7 5:21.8 5:27.6 5:27.8 (5=2 8=8 10=9 15=10 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 308.1 (500=1 1000=1)	t	100	8	1
247	Shuizhu 6	0101000020E6100000FF59F3E3AFA35A40588CBAD6DE8F3D40	111129329	13.571	f	f	breakfast min keep 5: 13:40.6 14:14.3 15:48.2 (5=0 8=0 10=0 15=2 16=3); bus_stop min keep 5: 5:09.9 9:36.4 13:22.1 13:28.7 15:55.7 (5=0 8=1 10=2 15=4 16=5); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	25	3	0
190	Shuizhu 1	0101000020E6100000A951A3EB1DA35A4060066344A28E3D40	111129329	6.611	f	f	breakfast min keep 5: 4:09.4 4:43.3 6:18.6 13:13.7 (5=2 8=3 10=3 15=4 16=4); bus_stop min keep 5: 1:08 5:10.9 5:57.9 6:01.2 7:30.9 (5=1 8=5 10=6 15=9 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 565.2 (500=0 1000=1)	t	100	5	0
106	Shuizhu 3	0101000020E6100000B598E9A8B4A35A4000D8CA958B8E3D40	111129329	15.259	f	f	breakfast min keep 5: 14:54.8 15:28.5 (5=0 8=0 10=0 15=1 16=2); bus_stop min keep 5: 1:06.6 6:16.1 14:36.4 14:43 (5=1 8=2 10=2 15=4 16=4); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	50	5	1
151	Shuizhu 4	0101000020E6100000F052EA92F1A25A40B2D2495B01903D40	111129329	20.02	f	f	breakfast min keep 5: 6:33 9:52.6 13:25.9 13:59.8 (5=0 8=1 10=2 15=4 16=4); bus_stop min keep 5: 1:59.2 4:38.4 4:39.3 5:59.4 7:06.4 (5=3 8=5 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 823.9 (500=0 1000=1)	t	100	5	0
292	Shuizhu 3	0101000020E6100000AEE06D94ABA35A404ECA49CDC38E3D40	111129329	23.744	f	f	breakfast min keep 5: 12:17.9 12:51.6 14:25.5 (5=0 8=0 10=0 15=3 16=3); bus_stop min keep 5: 2:06.4 3:39.2 11:59.5 12:06.1 14:33.1 (5=2 8=2 10=2 15=5 16=5); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 940.9 (500=0 1000=1)	f	50	5	0
136	Shuizhu 4	0101000020E610000026EC91BC29A35A40F1E31E01928F3D40	111129329	10.312	f	f	breakfast min keep 5: 4:19.8 5:11.8 5:58 6:31.9 (5=1 8=4 10=4 15=4 16=4); bus_stop min keep 5: 1:58.6 4:17.3 4:27.4 4:28.6 5:36.9 (5=4 8=9 10=9 15=10 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 228.1 (500=1 1000=1)	t	100	9	1
196	Shuizhu 1	0101000020E6100000F71E2E39EEA25A4025F8F076CE8E3D40	111129329	22.974	f	f	breakfast min keep 5: 7:45.2 8:37.8 9:11.7 (5=0 8=1 10=3 15=3 16=3); bus_stop min keep 5: 5:08.5 7:23.1 7:26.4 9:37 9:52 (5=0 8=3 10=5 15=7 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 812.4 (500=0 1000=1)	t	100	5	1
238	Shuizhu 6	0101000020E61000001F3D8F9BABA35A4012EEDF06C68F3D40	111129329	32.682	f	f	breakfast min keep 5: 13:42.7 14:16.4 15:50.4 (5=0 8=0 10=0 15=2 16=3); bus_stop min keep 5: 5:12.1 9:57.5 13:24.3 13:30.9 15:57.9 (5=0 8=1 10=2 15=4 16=5); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	25	8	1
295	Shuizhu 1	0101000020E61000004828C7AEFEA25A40EF9A4649FE8E3D40	111129329	14.261	f	f	breakfast min keep 5: 2:29 6:19.1 6:53 11:05.1 (5=1 8=3 10=3 15=4 16=4); bus_stop min keep 5: 0:43.3 2:10.1 3:22.8 4:30.2 4:44.1 (5=5 8=7 10=8 15=9 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 423 (500=1 1000=1)	t	100	3	0
178	Shuizhu 1	0101000020E6100000A8DF2AF4E6A25A4067C581A1588E3D40	111129328	37.658	f	f	breakfast min keep 5: 7:30.4 8:22.9 8:56.8 (5=0 8=1 10=3 15=3 16=3); bus_stop min keep 5: 4:51.5 4:53.7 7:11.5 7:18.4 9:22.1 (5=2 8=4 10=6 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 792.7 (500=0 1000=1)	t	100	5	0
241	Shuizhu 4	0101000020E610000079115C9BFCA25A40CC3A2D89FD8F3D40	111129329	26.448	f	f	breakfast min keep 5: 6:30.3 8:58.3 12:31.6 13:05.5 (5=0 8=1 10=2 15=4 16=4); bus_stop min keep 5: 1:04.9 3:45 4:35.7 5:05.1 6:12 (5=3 8=5 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 751.7 (500=0 1000=1)	t	100	9	1
142	Shuizhu 4	0101000020E610000047191648F5A25A405F268A90BA8F3D40	111129329	20.792	f	f	breakfast min keep 5: 7:29.9 7:50.2 11:03.2 11:37.1 (5=0 8=2 10=2 15=4 16=4); bus_stop min keep 5: 1:09.4 2:16.6 4:43.6 5:09.6 5:55.6 (5=3 8=7 10=9 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 634.1 (500=0 1000=1)	t	100	5	0
160	Shuizhu 4	0101000020E61000009B90D618F4A25A40ADC66D8F39903D40	111129329	20.138	f	f	breakfast min keep 5: 5:29.6 10:11.5 13:44.9 14:18.8 (5=0 8=1 10=1 15=4 16=4); bus_stop min keep 5: 2:18.2 3:35.1 4:58.3 6:18.4 7:25.3 (5=3 8=5 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 849.1 (500=0 1000=1)	t	100	7	1
109	Shuizhu 1	0101000020E61000002CFCCF5012A35A403FF6C484E28E3D40	111129329	37.647	f	f	breakfast min keep 5: 1:26.6 5:22.4 5:56.4 10:29.3 (5=1 8=3 10=3 15=4 16=4); bus_stop min keep 5: 1:07.8 2:20.8 3:41.8 4:44.1 4:59.7 (5=5 8=7 10=7 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 340.1 (500=1 1000=1)	t	100	5	0
31	Shuizhu 2	0101000020E61000000147A75343A35A40AB274E49318F3D40	111129329	19.097	f	f	breakfast min keep 5: 3:44.5 4:14.3 4:18.4 7:41.2 (5=3 8=4 10=4 15=4 16=4); bus_stop min keep 5: 1:58.4 2:03.9 4:21.9 6:39.7 6:51.7 (5=3 8=6 10=10 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 128 (500=1 1000=1)	t	100	7	1
34	Shuizhu 3	0101000020E610000065FACA28BBA35A408F386403E98E3D40	111129329	13.399	f	f	breakfast min keep 5: 12:08.5 12:42.2 14:16.1 (5=0 8=0 10=0 15=3 16=3); bus_stop min keep 5: 3:29.8 3:31.2 11:50 11:56.6 14:23.6 (5=2 8=2 10=2 15=5 16=5); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 928.3 (500=0 1000=1)	f	50	2	0
10	Shuizhu 1	0101000020E6100000322317F7FAA25A403854E7ACAA8E3D40	111129329	1.489	f	f	breakfast min keep 5: 6:47.7 7:40.2 8:14.2 15:23.8 (5=0 8=2 10=3 15=3 16=4); bus_stop min keep 5: 4:11 6:25.6 6:28.9 8:39.5 8:54.5 (5=1 8=3 10=5 15=8 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 735.9 (500=0 1000=1)	t	100	8	0
139	Shuizhu 5	0101000020E61000009D908C8B59A35A40CEC87B30848F3D40	111129329	19.464	f	f	breakfast min keep 5: 6:34.1 6:52.2 7:22 8:09.6 (5=0 8=3 10=4 15=4 16=4); bus_stop min keep 5: 2:39.9 5:11.6 7:29.6 7:34.1 9:36.2 (5=1 8=4 10=8 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 377.6 (500=1 1000=1)	t	100	2	0
193	Shuizhu 2	0101000020E61000005D209CAA56A35A4091B355EEAA8E3D40	111129329	15.019	f	f	breakfast min keep 5: 2:06.2 2:39.9 6:24.8 12:12.8 (5=2 8=3 10=3 15=4 16=4); bus_stop min keep 5: 3:57.4 6:10.9 6:30.6 6:32.3 9:02.1 (5=1 8=4 10=5 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 489.9 (500=1 1000=1)	t	100	6	0
250	Shuizhu 4	0101000020E6100000749F77BEFAA25A40691E1BDC31903D40	111129329	17.667	f	f	breakfast min keep 5: 5:40.3 9:57.1 13:30.5 14:04.4 (5=0 8=1 10=2 15=4 16=4); bus_stop min keep 5: 2:03.8 3:45.8 4:43.9 6:04 7:10.9 (5=3 8=5 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 830 (500=0 1000=1)	t	100	44	0
64	Shuizhu 4	0101000020E61000002D0208C410A35A40388A07EF06903D40	111129329	42.122	f	f	breakfast min keep 5: 5:32.1 9:48.9 11:27 12:00.9 (5=0 8=1 10=2 15=4 16=4); bus_stop min keep 5: 2:31.4 3:37.6 3:57.5 4:52 7:27.7 (5=4 8=6 10=8 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 665.8 (500=0 1000=1)	t	100	3	0
145	Shuizhu 4	0101000020E610000050F5D0E31CA35A40457F68E6C98F3D40	111129329	12.609	f	f	breakfast min keep 5: 7:32.9 7:50.2 9:28.3 10:02.2 (5=0 8=2 10=3 15=4 16=4); bus_stop min keep 5: 2:10 5:22.6 5:28.9 5:30 7:33.5 (5=1 8=7 10=8 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 419.9 (500=1 1000=1)	t	100	7	1
163	Shuizhu 4	0101000020E6100000F800385126A35A401D1ABBE93B903D40	111129329	30.784	f	f	breakfast min keep 5: 2:42.1 8:17.3 9:55.4 10:29.3 (5=1 8=1 10=3 15=4 16=4); bus_stop min keep 5: 2:44.4 5:02.3 5:56.1 6:06.7 7:27.6 (5=1 8=5 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 544 (500=0 1000=1)	t	100	9	2
280	Shuizhu 1	0101000020E61000008E9E115B30A35A40684B0CB89D8E3D40	111129329	7.522	f	f	breakfast min keep 5: 2:59.1 3:33.1 6:14.8 12:03.4 (5=2 8=3 10=3 15=4 16=4); bus_stop min keep 5: 2:25 4:00.6 6:20.6 6:22.3 7:14.9 (5=2 8=5 10=6 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 476.6 (500=1 1000=1)	t	100	7	0
274	Shuizhu 3	0101000020E61000009FB8D221A6A35A4063450DA6618E3D40	111129329	32.926	f	f	breakfast min keep 5: 14:03.8 14:37.6 (5=0 8=0 10=0 15=2 16=2); bus_stop min keep 5: 1:01.5 5:57.7 13:45.4 13:52 (5=1 8=2 10=2 15=4 16=4); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	50	8	1
211	Shuizhu 3	0101000020E6100000541FA397ACA35A40CF108E59F68E3D40	111129329	19.957	f	f	breakfast min keep 5: 11:07.8 11:41.5 13:15.5 (5=0 8=0 10=0 15=3 16=3); bus_stop min keep 5: 3:09.3 3:10.8 10:49.4 10:56 13:23 (5=2 8=2 10=2 15=5 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 847.7 (500=0 1000=1)	f	50	5	0
46	Shuizhu 4	0101000020E6100000802E75EB10A35A4034B9BD49788F3D40	111129329	13.592	f	f	breakfast min keep 5: 5:39.4 7:25.2 7:53.8 7:59.1 (5=0 8=4 10=4 15=4 16=4); bus_stop min keep 5: 1:51.5 3:25.8 4:31.2 4:36 5:20.6 (5=4 8=9 10=9 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 344.2 (500=1 1000=1)	t	100	5	0
130	Shuizhu 2	0101000020E6100000E2E24D2352A35A401958C7F1438F3D40	111129329	22.514	f	f	breakfast min keep 5: 4:51.3 5:13.9 5:21.2 8:40 (5=1 8=3 10=4 15=4 16=4); bus_stop min keep 5: 3:05.3 3:10.7 5:28.7 7:46.5 7:58.5 (5=2 8=5 10=7 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 216.9 (500=1 1000=1)	t	100	2	0
223	Shuizhu 4	0101000020E61000003EEB1A2D07A35A40EBD5B617878F3D40	111129329	13.382	f	f	breakfast min keep 5: 6:47.7 7:49.2 8:33.5 9:07.4 (5=0 8=2 10=4 15=4 16=4); bus_stop min keep 5: 1:48.9 3:27.5 4:28.6 4:34.1 4:53.6 (5=5 8=8 10=9 15=9 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 435 (500=1 1000=1)	t	100	5	1
283	Shuizhu 3	0101000020E6100000857B65DEAAA35A40CFB5D4E6A48E3D40	111129329	13.034	f	f	breakfast min keep 5: 12:37.4 13:11.2 14:45.1 (5=0 8=0 10=0 15=3 16=3); bus_stop min keep 5: 1:42.2 4:21.8 12:19 12:25.6 14:52.6 (5=2 8=2 10=2 15=5 16=5); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 966.9 (500=0 1000=1)	f	50	5	0
217	Shuizhu 1	0101000020E61000007E737FF538A35A40E9A85956508F3D40	111129329	17.433	f	f	breakfast min keep 5: 3:41.8 4:11.6 4:15.7 6:42.3 (5=3 8=4 10=4 15=4 16=4); bus_stop min keep 5: 0:59.5 2:01.2 4:19.2 5:40.7 6:49 (5=3 8=6 10=9 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 124.4 (500=1 1000=1)	t	100	2	0
7	Shuizhu 3	0101000020E6100000B5FCC0559EA35A40945C0F70528E3D40	111129329	23.29	f	f	breakfast min keep 5: 13:45.9 14:19.6 15:53.5 (5=0 8=0 10=0 15=2 16=3); bus_stop min keep 5: 2:28.8 7:25.1 13:27.5 13:34.1 (5=1 8=2 10=2 15=4 16=4); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	50	2	0
73	Shuizhu 4	0101000020E6100000C616821C14A35A404AE5924F34903D40	111129329	30.972	f	f	breakfast min keep 5: 3:59.1 9:37 11:15.1 11:49 (5=1 8=1 10=2 15=4 16=4); bus_stop min keep 5: 2:04.5 3:42.9 5:13.7 6:08.2 7:15.7 (5=2 8=5 10=8 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 625.3 (500=0 1000=1)	t	100	2	0
112	Shuizhu 2	0101000020E61000008A4457D842A35A4015771783E28E3D40	111129329	3.115	f	f	breakfast min keep 5: 1:28.1 2:02.1 4:16.6 10:05.3 (5=3 8=3 10=3 15=4 16=4); bus_stop min keep 5: 1:49.3 4:22.5 4:24.2 4:47.8 6:54 (5=4 8=5 10=6 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 319.5 (500=1 1000=1)	t	100	3	0
19	Shuizhu 1	0101000020E61000007262597AFEA25A402298593AD58E3D40	111129329	30.503	f	f	breakfast min keep 5: 8:03.2 8:55.8 9:29.7 (5=0 8=0 10=3 15=3 16=3); bus_stop min keep 5: 5:26.5 7:41.1 7:44.4 9:55 10:10 (5=0 8=3 10=4 15=7 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 836.4 (500=0 1000=1)	f	50	3	0
52	Shuizhu 6	0101000020E61000001247C3CEB9A35A404507C9A76C8F3D40	111129329	11.401	f	f	breakfast min keep 5: 12:25.6 12:59.3 14:33.3 (5=0 8=0 10=0 15=3 16=3); bus_stop min keep 5: 1:09.3 6:17.4 12:07.2 12:13.8 14:40.8 (5=1 8=2 10=2 15=5 16=5); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 951.2 (500=0 1000=1)	f	50	2	0
37	Shuizhu 1	0101000020E61000007D10B8640BA35A406EA5D766638F3D40	111129329	17.609	f	f	breakfast min keep 5: 6:10 7:55.8 8:24.4 8:29.7 (5=0 8=2 10=4 15=4 16=4); bus_stop min keep 5: 1:27 3:56.4 4:06.7 4:11.5 5:37.6 (5=4 8=8 10=9 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 384.9 (500=1 1000=1)	t	100	5	0
85	Shuizhu 5	0101000020E61000001897AAB445A35A4008C14FC186903D40	111129329	29.334	f	f	breakfast min keep 5: 3:09.3 11:29.2 11:40.9 12:14.9 (5=1 8=1 10=1 15=4 16=4); bus_stop min keep 5: 4:53.9 7:41.6 9:11.1 9:26.1 10:00.3 (5=1 8=2 10=4 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 761.6 (500=0 1000=1)	t	100	3	0
133	Shuizhu 4	0101000020E61000008A5CCBBFF1A25A40E86624E7698F3D40	111129329	21.892	f	f	breakfast min keep 5: 6:10.5 9:49.7 10:11.4 10:23.6 (5=0 8=1 10=2 15=4 16=4); bus_stop min keep 5: 0:57.2 3:24.2 3:35.5 5:50.3 5:51.6 (5=3 8=6 10=9 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 536.4 (500=0 1000=1)	t	100	6	1
289	Shuizhu 1	0101000020E61000003C9281F22DA35A403EC27AEDE38E3D40	111129329	23.172	f	f	breakfast min keep 5: 1:57.3 2:31.2 4:09.2 11:01.5 (5=3 8=3 10=3 15=4 16=4); bus_stop min keep 5: 2:58.7 4:09.4 4:16.8 5:18.7 6:24.4 (5=3 8=5 10=6 15=10 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 393.1 (500=1 1000=1)	t	100	2	0
100	Shuizhu 1	0101000020E6100000911A248E06A35A4076D4E29D8D8E3D40	111129329	3.001	f	f	breakfast min keep 5: 4:25 4:40.1 5:14.1 12:26.9 (5=2 8=3 10=3 15=4 16=4); bus_stop min keep 5: 1:48.3 4:02.9 4:06.1 5:39.4 6:41.8 (5=3 8=6 10=7 15=9 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 496.4 (500=1 1000=1)	t	100	\N	\N
232	Shuizhu 4	0101000020E6100000AC8BDB6800A35A408297CFA8AF8F3D40	111129329	24.494	f	f	breakfast min keep 5: 7:26.9 7:56.9 9:52.3 10:26.3 (5=0 8=2 10=3 15=4 16=4); bus_stop min keep 5: 2:13.6 2:25.9 4:40.7 5:01.3 5:53 (5=3 8=7 10=9 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 539.9 (500=0 1000=1)	t	100	5	1
172	Shuizhu 4	0101000020E61000009C69673D21A35A40C1AFECDD7A903D40	111129329	49.173	f	f	breakfast min keep 5: 2:04.7 9:54 11:32.1 12:06.1 (5=1 8=1 10=2 15=4 16=4); bus_stop min keep 5: 2:33.1 7:32.8 7:33.3 7:50.9 9:51.5 (5=1 8=4 10=6 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 672.6 (500=0 1000=1)	t	100	9	1
184	Shuizhu 2	0101000020E6100000A0FEB3E647A35A407DE13A6B5C8E3D40	111129329	13.039	f	f	breakfast min keep 5: 2:46.7 3:20.4 7:05.3 12:53.9 (5=2 8=3 10=3 15=4 16=4); bus_stop min keep 5: 4:35 4:37.9 7:11.1 7:12.8 9:24.8 (5=2 8=4 10=5 15=10 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 543.8 (500=0 1000=1)	t	100	5	0
55	Shuizhu 4	0101000020E61000006006BEFD14A35A4038BA4A77D78F3D40	111129329	2.186	f	f	breakfast min keep 5: 7:23 10:06.1 11:44.2 12:18.1 (5=0 8=1 10=1 15=4 16=4); bus_stop min keep 5: 1:06.6 2:58.5 5:19.1 5:28.4 7:44.8 (5=2 8=6 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 512.2 (500=0 1000=1)	t	100	7	0
244	Shuizhu 4	0101000020E6100000CEF7F82933A35A40F3C1D77C01903D40	111129329	41.364	f	f	breakfast min keep 5: 3:12.6 7:05.7 8:43.8 9:17.8 (5=1 8=2 10=4 15=4 16=4); bus_stop min keep 5: 3:41 4:44.5 5:02.6 6:29.8 7:03.2 (5=2 8=7 10=8 15=9 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 448.8 (500=1 1000=1)	t	100	7	0
202	Shuizhu 2	0101000020E61000009F5A7D7555A35A40D13E56F0DB8E3D40	111129329	30.912	f	f	breakfast min keep 5: 2:32.9 3:06.6 5:43.4 11:25 (5=2 8=3 10=3 15=4 16=4); bus_stop min keep 5: 3:16.1 5:49.2 5:51 7:04.2 8:20.8 (5=1 8=4 10=6 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 434.9 (500=1 1000=1)	t	100	9	2
175	Shuizhu 5	0101000020E610000050FC187357A35A4089DD2D7F74903D40	111129329	24.821	f	f	breakfast min keep 5: 3:54 11:16.4 11:50.1 12:13.9 (5=1 8=1 10=1 15=4 16=4); bus_stop min keep 5: 5:38.6 8:26.3 9:55.8 10:10.9 10:45.1 (5=0 8=1 10=3 15=9 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 821.1 (500=0 1000=1)	f	75	44	6
28	Shuizhu 1	0101000020E610000065C80CAFFFA25A40E3AD4E290A8F3D40	111129329	33.432	f	f	breakfast min keep 5: 2:39.8 6:29.9 7:03.8 11:15.9 (5=1 8=3 10=3 15=4 16=4); bus_stop min keep 5: 1:01.4 2:20.9 3:40.9 4:40.9 4:54.9 (5=5 8=7 10=8 15=9 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 437.3 (500=1 1000=1)	t	100	2	0
262	Shuizhu 4	0101000020E6100000A17197B32DA35A401200773469903D40	111129329	17.132	f	f	breakfast min keep 5: 0:43.9 8:58 10:31.3 11:05.2 (5=1 8=1 10=2 15=4 16=4); bus_stop min keep 5: 1:37 6:31.9 6:37.3 6:54.9 8:50.6 (5=1 8=4 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 598.1 (500=0 1000=1)	t	100	2	0
94	Shuizhu 2	0101000020E6100000C310397D3DA35A40AAE3E7757A8E3D40	111129329	13.507	f	f	breakfast min keep 5: 2:30.9 2:39.1 5:46.5 11:35.2 (5=2 8=3 10=3 15=4 16=4); bus_stop min keep 5: 3:05.5 3:32.3 5:52.3 5:54.1 7:55.4 (5=2 8=5 10=5 15=10 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 439.1 (500=1 1000=1)	t	100	2	0
127	Shuizhu 1	0101000020E6100000400CBE7A26A35A406F3EBF396D8F3D40	111129329	15.418	f	f	breakfast min keep 5: 4:12.6 5:50.7 6:19.3 6:24.6 (5=1 8=4 10=4 15=4 16=4); bus_stop min keep 5: 1:51.3 3:28.8 4:10.1 4:20.1 5:30.9 (5=4 8=9 10=9 15=10 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 218.5 (500=1 1000=1)	t	100	3	0
286	Shuizhu 1	0101000020E6100000B3C414F6FEA25A402C96C73FD88E3D40	111129329	36.184	f	f	breakfast min keep 5: 8:08.6 9:01.1 9:35 (5=0 8=0 10=3 15=3 16=3); bus_stop min keep 5: 5:31.9 7:46.5 7:49.7 10:00.3 10:15.4 (5=0 8=3 10=3 15=7 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 843.5 (500=0 1000=1)	f	50	2	0
205	Shuizhu 1	0101000020E610000004013274ECA25A4024720BA7168F3D40	111129329	16.348	f	f	breakfast min keep 5: 4:59.2 8:49.3 9:23.3 11:21.3 (5=1 8=1 10=3 15=4 16=4); bus_stop min keep 5: 2:13 2:27.7 4:40.4 5:06.1 6:53.4 (5=3 8=7 10=9 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 457 (500=1 1000=1)	t	100	5	0
187	Shuizhu 1	0101000020E6100000022EC896E5A25A402FAF12E2808E3D40	111129328	18.759	f	f	breakfast min keep 5: 6:33.6 8:07.5 8:41.4 15:07.3 (5=0 8=1 10=3 15=3 16=4); bus_stop min keep 5: 3:46.8 4:38.2 6:13.7 6:14.8 8:35 (5=2 8=4 10=6 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 748.3 (500=0 1000=1)	t	100	5	1
67	Shuizhu 5	0101000020E61000000EFB986A41A35A4097F7DD1912903D40	111129329	27.806	f	f	breakfast min keep 5: 2:43 8:36.2 9:01.8 9:10.1 (5=1 8=1 10=4 15=4 16=4); bus_stop min keep 5: 4:12.3 4:36.8 6:55.6 6:58.7 7:00.4 (5=2 8=5 10=7 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 515.9 (500=0 1000=1)	t	100	3	0
16	Shuizhu 3	0101000020E6100000A123038AA2A35A4040E6B974828E3D40	111129329	8.894	f	f	breakfast min keep 5: 13:47.2 14:20.9 15:54.8 (5=0 8=0 10=0 15=2 16=3); bus_stop min keep 5: 1:12.3 6:08.6 13:28.7 13:35.3 (5=1 8=2 10=2 15=4 16=4); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	50	6	1
103	Shuizhu 2	0101000020E6100000F02609D341A35A405FB532E1978E3D40	111129329	13.271	f	f	breakfast min keep 5: 3:04.1 3:05.1 6:19.7 12:08.4 (5=2 8=3 10=3 15=4 16=4); bus_stop min keep 5: 3:38.7 4:05.5 6:25.6 6:27.3 8:28.6 (5=2 8=4 10=5 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 483.2 (500=1 1000=1)	t	100	5	1
115	Shuizhu 3	0101000020E61000000E3AD7E6B5A35A40630EDD47C98E3D40	111129329	17.209	f	f	breakfast min keep 5: 13:35.5 14:09.2 15:43.1 (5=0 8=0 10=0 15=2 16=3); bus_stop min keep 5: 2:17.4 4:35.9 13:17 13:23.6 15:50.7 (5=2 8=2 10=2 15=4 16=5); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	50	2	0
148	Shuizhu 5	0101000020E6100000778B1B1252A35A40A16FC108D08F3D40	111129329	21.674	f	f	breakfast min keep 5: 5:09.3 7:44 8:13.8 8:17.9 (5=0 8=2 10=4 15=4 16=4); bus_stop min keep 5: 3:31.7 6:03.3 6:38.7 7:16.6 7:18.2 (5=1 8=5 10=7 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 446.4 (500=1 1000=1)	t	100	3	0
208	Shuizhu 1	0101000020E61000009065C1C41FA35A4035F169A9178F3D40	111129329	12.053	f	f	breakfast min keep 5: 1:06.7 4:18.4 4:52.3 9:25.3 (5=3 8=3 10=4 15=4 16=4); bus_stop min keep 5: 1:14.3 2:37.8 3:44.1 4:54.1 5:21.8 (5=4 8=6 10=9 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 254.9 (500=1 1000=1)	t	100	8	0
4	Shuizhu 1	0101000020E61000004D987A2730A35A408EB344C2528E3D40	111129329	17.28	f	f	breakfast min keep 5: 3:34.8 4:08.7 6:50.4 12:39 (5=2 8=3 10=3 15=4 16=4); bus_stop min keep 5: 3:42.8 4:36.2 6:56.2 6:57.9 8:32.7 (5=2 8=4 10=5 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 524 (500=0 1000=1)	t	100	2	0
58	Shuizhu 5	0101000020E61000009191FD3D42A35A40613B736AC28F3D40	111129329	16.83	f	f	breakfast min keep 5: 5:48.3 6:43.7 7:13.5 7:17.6 (5=0 8=4 10=4 15=4 16=4); bus_stop min keep 5: 2:44.3 5:03 7:17.7 7:20.7 7:21 (5=1 8=7 10=8 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 366.2 (500=1 1000=1)	t	100	7	0
49	Shuizhu 5	0101000020E6100000DD25715644A35A400A57F613848F3D40	111129329	2.782	f	f	breakfast min keep 5: 5:14.2 5:44 5:48.1 6:57.6 (5=0 8=4 10=4 15=4 16=4); bus_stop min keep 5: 1:01.9 3:33.5 5:51.5 5:56 7:58.1 (5=2 8=5 10=9 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 247.2 (500=1 1000=1)	t	100	6	0
22	Shuizhu 1	0101000020E6100000BC5B59A233A35A4037A6272CF18E3D40	111129329	28.932	f	f	breakfast min keep 5: 2:11.3 2:41.4 3:15.4 9:03.6 (5=3 8=3 10=4 15=4 16=4); bus_stop min keep 5: 1:00.8 2:18.9 3:20.8 4:48.7 5:07.9 (5=4 8=6 10=9 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 236.3 (500=1 1000=1)	t	100	5	0
199	Shuizhu 1	0101000020E6100000ABE7493E1BA35A4020E80D9CD88E3D40	111129329	43.55	f	f	breakfast min keep 5: 3:13.8 3:47.7 4:00.5 11:00.5 (5=3 8=3 10=3 15=4 16=4); bus_stop min keep 5: 2:17.6 4:08.1 4:13 4:32.7 6:29.3 (5=4 8=6 10=7 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 381.5 (500=1 1000=1)	t	100	8	1
124	Shuizhu 1	0101000020E6100000A300F676F0A25A40AD50A4FB398F3D40	111129329	40.54	f	f	breakfast min keep 5: 4:54.6 8:44.7 9:18.6 11:16.7 (5=1 8=1 10=3 15=4 16=4); bus_stop min keep 5: 2:08.4 2:23.1 4:35.7 5:01.4 6:48.8 (5=3 8=7 10=9 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 450.8 (500=1 1000=1)	t	100	5	1
229	Shuizhu 6	0101000020E610000067BEDE58ABA35A40420CCFA67E8F3D40	111129329	45.911	f	f	breakfast min keep 5: 12:38.4 13:12.1 14:46 (5=0 8=0 10=0 15=3 16=3); bus_stop min keep 5: 4:07.7 8:53.1 12:19.9 12:26.5 14:53.5 (5=1 8=1 10=2 15=5 16=5); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 968.1 (500=0 1000=1)	f	25	5	0
43	Shuizhu 3	0101000020E61000008F96B9AFB9A35A40C13A8E1F2A8F3D40	111129329	22.117	f	f	breakfast min keep 5: 11:03 11:36.8 13:10.7 (5=0 8=0 10=0 15=3 16=3); bus_stop min keep 5: 2:23.7 4:36.4 10:44.6 10:51.2 13:18.2 (5=2 8=2 10=2 15=5 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 841.3 (500=0 1000=1)	f	50	8	0
220	Shuizhu 3	0101000020E61000001846D50AAEA35A40515557F43D8F3D40	111129329	25.127	f	f	breakfast min keep 5: 10:18.3 10:52 12:26 15:36.2 (5=0 8=0 10=0 15=3 16=4); bus_stop min keep 5: 2:57.1 5:09.9 9:59.9 10:06.5 12:33.5 (5=1 8=2 10=3 15=7 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 781.8 (500=0 1000=1)	f	50	3	0
259	Shuizhu 4	0101000020E610000060538C98FEA25A4029AA23EC80903D40	111129329	19.313	f	f	breakfast min keep 5: 5:23.5 12:22 14:51 15:24.9 (5=0 8=1 10=1 15=3 16=4); bus_stop min keep 5: 3:28.9 4:28.6 7:08.8 8:28.8 9:35.8 (5=2 8=3 10=5 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 935.8 (500=0 1000=1)	t	100	2	0
166	Shuizhu 5	0101000020E61000000755B4835BA35A40126FF8382E903D40	111129329	19.265	f	f	breakfast min keep 5: 4:17.9 9:43.4 10:17.1 11:33.6 (5=1 8=1 10=2 15=4 16=4); bus_stop min keep 5: 6:02.5 6:57.5 9:25 9:30.6 9:32.2 (5=0 8=2 10=5 15=10 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 717.9 (500=0 1000=1)	t	100	5	0
61	Shuizhu 6	0101000020E6100000A7203F1BB9A35A40B13ACD5DA68F3D40	111129329	30.906	f	f	breakfast min keep 5: 13:22.5 13:56.2 15:30.1 (5=0 8=0 10=0 15=2 16=3); bus_stop min keep 5: 4:11.5 8:33 13:04.1 13:10.7 15:37.7 (5=1 8=1 10=2 15=4 16=5); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	25	3	0
169	Shuizhu 4	0101000020E6100000F5262B2BF2A25A40A6272CF180903D40	111129329	11.965	f	f	breakfast min keep 5: 6:08.6 12:02.3 15:35.7 (5=0 8=1 10=1 15=2 16=3); bus_stop min keep 5: 4:09 4:14 6:49.1 8:09.2 9:16.1 (5=2 8=3 10=5 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 995.8 (500=0 1000=1)	t	100	2	0
121	Shuizhu 2	0101000020E6100000C31CF3F054A35A40EEBDAE15238F3D40	111129329	29.356	f	f	breakfast min keep 5: 4:59.5 5:16 5:45.8 9:04.7 (5=1 8=3 10=4 15=4 16=4); bus_stop min keep 5: 3:29.9 3:35.4 5:53.4 8:11.2 8:23.2 (5=2 8=3 10=7 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 249.6 (500=1 1000=1)	t	100	9	1
157	Shuizhu 5	0101000020E61000004A39A97958A35A408613E2DB05903D40	111129329	39.617	f	f	breakfast min keep 5: 5:29 9:02.9 9:36.6 10:59.1 (5=0 8=1 10=3 15=4 16=4); bus_stop min keep 5: 6:17 7:06.9 8:44.5 8:59.7 9:01.4 (5=0 8=2 10=5 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 666.3 (500=0 1000=1)	t	100	5	1
154	Shuizhu 4	0101000020E6100000D37DA59828A35A40B30694F2FF8F3D40	111129329	21.039	f	f	breakfast min keep 5: 3:00.7 6:47.1 8:25.2 8:59.2 (5=1 8=2 10=4 15=4 16=4); bus_stop min keep 5: 3:29.1 4:25.9 4:44 6:17.8 6:44.6 (5=3 8=7 10=9 15=9 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 424 (500=1 1000=1)	t	100	8	0
118	Shuizhu 1	0101000020E61000005589B2B714A35A40674BB1FE2A8F3D40	111129329	12.98	f	f	breakfast min keep 5: 2:08.4 6:02.8 6:36.7 8:55 (5=1 8=3 10=4 15=4 16=4); bus_stop min keep 5: 1:49.5 3:27.4 3:52.3 4:22.1 4:23.7 (5=5 8=7 10=9 15=10 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 214.6 (500=1 1000=1)	t	100	2	0
\.
COPY city_15min.home_change (home_id, gone, moved, community, geom, tile, population, elderly) FROM stdin;
\.
COPY city_15min.home_walker (home_id, walker, snap_m, on_island, closed_edge, coverage, meets, score) FROM stdin;
16	planning_60m	8.894	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 1:36.2 8:10.3 (5=1 8=1 10=2 15=2 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	25
220	planning_60m	25.127	f	f	breakfast min keep 5: 13:42.4 14:27.2 (5=0 8=0 10=0 15=2 16=2); bus_stop min keep 5: 3:55.6 6:52.1 13:17.9 13:26.6 (5=1 8=2 10=2 15=4 16=4); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 781.8 (500=0 1000=1)	f	50
106	planning_60m	15.259	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 1:28.6 8:20.2 (5=1 8=1 10=2 15=2 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	25
52	planning_60m	11.401	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 1:32.1 8:22 (5=1 8=1 10=2 15=2 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 951.2 (500=0 1000=1)	f	25
178	planning_60m	37.658	f	f	breakfast min keep 5: 9:59 11:08.9 11:54 (5=0 8=0 10=1 15=3 16=3); bus_stop min keep 5: 6:27.7 6:30.6 9:33.9 9:43.1 12:27.6 (5=0 8=2 10=4 15=6 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 792.7 (500=0 1000=1)	f	50
187	planning_60m	18.759	f	f	breakfast min keep 5: 8:43.5 10:48.3 11:33.5 (5=0 8=0 10=1 15=3 16=3); bus_stop min keep 5: 5:01.6 6:10 8:17 8:18.4 11:24.9 (5=0 8=2 10=4 15=8 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 748.3 (500=0 1000=1)	f	50
205	planning_60m	16.348	f	f	breakfast min keep 5: 6:38 11:44 12:29.1 15:06.2 (5=0 8=1 10=1 15=3 16=4); bus_stop min keep 5: 2:56.9 3:16.5 6:12.9 6:47 9:09.8 (5=2 8=4 10=8 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 457 (500=1 1000=1)	t	100
190	planning_60m	6.611	f	f	breakfast min keep 5: 5:31.7 6:16.8 8:23.5 (5=0 8=2 10=3 15=3 16=3); bus_stop min keep 5: 1:30.5 6:53.4 7:56 8:00.3 9:59.7 (5=1 8=3 10=5 15=7 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 565.2 (500=0 1000=1)	t	100
208	planning_60m	12.053	f	f	breakfast min keep 5: 1:28.8 5:43.7 6:28.8 12:31.9 (5=1 8=3 10=3 15=4 16=4); bus_stop min keep 5: 1:38.8 3:29.8 4:58.1 6:31.1 7:08 (5=3 8=5 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 254.9 (500=1 1000=1)	t	100
13	planning_60m	3.274	f	f	breakfast min keep 5: 3:40 4:25.1 8:00.2 15:43.9 (5=2 8=2 10=3 15=3 16=4); bus_stop min keep 5: 2:54.5 5:01.7 8:07.9 8:10.2 9:20.1 (5=1 8=2 10=5 15=7 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 458.4 (500=1 1000=1)	t	100
280	planning_60m	7.522	f	f	breakfast min keep 5: 3:58.3 4:43.4 8:18.4 (5=2 8=2 10=3 15=3 16=3); bus_stop min keep 5: 3:12.8 5:20 8:26.2 8:28.5 9:38.4 (5=1 8=2 10=5 15=7 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 476.6 (500=1 1000=1)	t	100
7	planning_60m	23.29	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 3:18 9:52 (5=1 8=1 10=2 15=2 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	25
97	planning_60m	22.548	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 1:17.5 7:51.5 (5=1 8=2 10=2 15=2 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	50
292	planning_60m	23.744	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 2:48.2 4:51.5 15:56.9 (5=2 8=2 10=2 15=2 16=3); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 940.9 (500=0 1000=1)	f	50
61	planning_60m	30.906	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 5:34.5 11:22.3 (5=0 8=1 10=1 15=2 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	25
79	planning_60m	26.879	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 9:31.8 15:19.6 (5=0 8=0 10=1 15=1 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	0
265	planning_60m	13.224	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 10:49.6 (5=0 8=0 10=0 15=1 16=1); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	0
70	planning_60m	17.109	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 6:20.2 12:08.1 (5=0 8=1 10=1 15=2 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	25
298	planning_60m	15.912	t	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: (5=0 8=0 10=0 15=0 16=0); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	0
115	planning_60m	17.209	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 3:02.8 6:06.9 (5=1 8=2 10=2 15=2 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	50
274	planning_60m	32.926	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 1:21.7 7:55.8 (5=1 8=2 10=2 15=2 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	50
25	planning_60m	20.288	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 2:50.2 6:22.4 (5=1 8=2 10=2 15=2 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 947.1 (500=0 1000=1)	f	50
283	planning_60m	13.034	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 2:15.9 5:48.2 (5=1 8=2 10=2 15=2 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 966.9 (500=0 1000=1)	f	50
211	planning_60m	19.957	f	f	breakfast min keep 5: 14:48.2 15:33 (5=0 8=0 10=0 15=1 16=2); bus_stop min keep 5: 4:11.8 4:13.8 14:23.7 14:32.5 (5=2 8=2 10=2 15=4 16=4); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 847.7 (500=0 1000=1)	f	50
34	planning_60m	13.399	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 4:39 4:40.9 15:44.3 15:53.1 (5=2 8=2 10=2 15=2 16=4); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 928.3 (500=0 1000=1)	f	50
43	planning_60m	22.117	f	f	breakfast min keep 5: 14:41.8 15:26.7 (5=0 8=0 10=0 15=1 16=2); bus_stop min keep 5: 3:11.1 6:07.6 14:17.3 14:26.1 (5=1 8=2 10=2 15=4 16=4); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 841.3 (500=0 1000=1)	f	50
1	planning_60m	18.502	f	f	breakfast min keep 5: 6:06.2 7:16.1 8:01.2 (5=0 8=2 10=3 15=3 16=3); bus_stop min keep 5: 2:37.8 5:36.8 5:41.2 8:34.9 9:08.2 (5=1 8=3 10=5 15=8 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 559.9 (500=0 1000=1)	t	100
175	planning_60m	24.821	f	f	breakfast min keep 5: 5:11.2 14:59.6 15:44.4 (5=0 8=1 10=1 15=2 16=3); bus_stop min keep 5: 7:30.4 10:06.1 11:13.4 13:12.5 14:17.9 (5=0 8=1 10=1 15=5 16=5); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 821.1 (500=0 1000=1)	f	75
100	planning_60m	3.001	f	f	breakfast min keep 5: 5:52.4 6:12.6 6:57.7 (5=0 8=3 10=3 15=3 16=3); bus_stop min keep 5: 2:24 5:23 5:27.3 7:31.3 8:54.3 (5=1 8=4 10=5 15=8 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 496.4 (500=1 1000=1)	t	100
253	planning_60m	15.055	f	f	breakfast min keep 5: 2:07.5 11:22.2 13:28.1 14:13.2 (5=1 8=1 10=1 15=4 16=4); bus_stop min keep 5: 4:26.7 5:12.1 8:09.7 8:18.5 11:14.2 (5=1 8=2 10=4 15=8 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 564.7 (500=0 1000=1)	t	100
112	planning_60m	3.115	f	f	breakfast min keep 5: 1:57.2 2:42.3 5:41.3 13:25 (5=2 8=3 10=3 15=4 16=4); bus_stop min keep 5: 2:25.4 5:49.1 5:51.4 6:22.8 9:10.6 (5=1 8=4 10=5 15=8 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 319.5 (500=1 1000=1)	t	100
10	planning_60m	1.489	f	f	breakfast min keep 5: 9:02.3 10:12.1 10:57.2 (5=0 8=0 10=1 15=3 16=3); bus_stop min keep 5: 5:33.8 8:32.9 8:37.2 11:30.9 11:50.9 (5=0 8=1 10=3 15=7 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 735.9 (500=0 1000=1)	f	25
19	planning_60m	30.503	f	f	breakfast min keep 5: 10:42.7 11:52.6 12:37.7 (5=0 8=0 10=0 15=3 16=3); bus_stop min keep 5: 7:14.3 10:13.3 10:17.6 13:11.3 13:31.3 (5=0 8=1 10=1 15=5 16=5); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 836.4 (500=0 1000=1)	f	25
229	planning_60m	45.911	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 5:29.4 11:49 (5=0 8=1 10=1 15=2 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 968.1 (500=0 1000=1)	f	25
238	planning_60m	32.682	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 6:55.1 13:14.7 (5=0 8=1 10=1 15=2 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	25
247	planning_60m	13.571	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 6:52.2 12:46.7 (5=0 8=1 10=1 15=2 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	25
256	planning_60m	18.33	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 9:56 (5=0 8=0 10=1 15=1 16=1); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	0
88	planning_60m	24.572	f	f	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: 9:36.5 15:24.3 (5=0 8=0 10=1 15=1 16=2); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	f	0
289	planning_60m	23.172	f	f	breakfast min keep 5: 2:36 3:21.1 5:31.5 14:39.8 (5=2 8=3 10=3 15=4 16=4); bus_stop min keep 5: 3:57.7 5:31.7 5:41.5 7:03.9 8:31.2 (5=1 8=4 10=5 15=7 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 393.1 (500=1 1000=1)	t	100
103	planning_60m	13.271	f	f	breakfast min keep 5: 4:04.9 4:06.2 8:25 (5=2 8=2 10=3 15=3 16=3); bus_stop min keep 5: 4:50.9 5:26.6 8:32.8 8:35.1 11:16.5 (5=1 8=2 10=4 15=7 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 483.2 (500=1 1000=1)	t	100
49	planning_60m	2.782	f	f	breakfast min keep 5: 6:57.9 7:37.5 7:43 9:15.4 (5=0 8=3 10=4 15=4 16=4); bus_stop min keep 5: 1:22.3 4:44 7:47.5 7:51 7:53.5 (5=2 8=5 10=5 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 247.2 (500=1 1000=1)	t	100
58	planning_60m	16.83	f	f	breakfast min keep 5: 7:43.3 8:56.9 9:36.5 9:42 (5=0 8=1 10=4 15=4 16=4); bus_stop min keep 5: 3:38.5 6:41.3 6:43 9:42.2 9:46.2 (5=1 8=3 10=6 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 366.2 (500=1 1000=1)	t	100
139	planning_60m	19.464	f	f	breakfast min keep 5: 8:44.1 9:08.3 9:47.9 10:51.2 (5=0 8=0 10=3 15=4 16=4); bus_stop min keep 5: 3:32.7 6:54.4 9:57.9 10:01.4 10:03.9 (5=1 8=2 10=3 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 377.6 (500=1 1000=1)	f	50
142	planning_60m	20.792	f	f	breakfast min keep 5: 9:58.3 10:25.3 14:42.1 15:27.2 (5=0 8=0 10=1 15=3 16=4); bus_stop min keep 5: 1:32.3 3:01.7 6:10.5 6:17.2 7:53 (5=2 8=5 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 634.1 (500=0 1000=1)	f	50
241	planning_60m	26.448	f	f	breakfast min keep 5: 8:39.1 11:55.9 (5=0 8=0 10=1 15=2 16=2); bus_stop min keep 5: 1:26.3 4:59.3 6:06.7 6:26.3 8:14.8 (5=2 8=4 10=5 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 751.7 (500=0 1000=1)	f	50
250	planning_60m	17.667	f	f	breakfast min keep 5: 7:32.6 13:14.2 (5=0 8=1 10=1 15=2 16=2); bus_stop min keep 5: 2:44.6 5:00.3 6:17.6 6:36 9:33.1 (5=1 8=4 10=5 15=7 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 830 (500=0 1000=1)	t	100
160	planning_60m	20.138	f	f	breakfast min keep 5: 7:18.4 13:33.3 (5=0 8=1 10=1 15=2 16=2); bus_stop min keep 5: 3:03.8 4:46.1 6:36.7 6:55.1 9:52.3 (5=2 8=4 10=5 15=7 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 849.1 (500=0 1000=1)	t	100
268	planning_60m	20.461	f	f	breakfast min keep 5: 6:57.2 8:07.1 8:52.2 (5=0 8=1 10=3 15=3 16=3); bus_stop min keep 5: 3:28.8 6:27.8 6:32.2 9:25.9 9:59.2 (5=1 8=3 10=5 15=7 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 610.9 (500=0 1000=1)	t	100
223	planning_60m	13.382	f	f	breakfast min keep 5: 9:02.2 10:24 11:22.9 12:08 (5=0 8=0 10=1 15=4 16=4); bus_stop min keep 5: 2:24.8 4:26 4:35.9 5:57.2 6:04.6 (5=3 8=6 10=8 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 435 (500=1 1000=1)	f	50
64	planning_60m	42.122	f	f	breakfast min keep 5: 7:21.7 13:03.3 15:13.7 15:58.9 (5=0 8=1 10=1 15=2 16=4); bus_stop min keep 5: 3:21.3 4:49.3 4:59.5 6:28.3 9:55.4 (5=3 8=4 10=5 15=8 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 665.8 (500=0 1000=1)	t	100
181	planning_60m	20.865	f	f	breakfast min keep 5: 4:50.1 5:35.2 9:10.2 (5=1 8=2 10=3 15=3 16=3); bus_stop min keep 5: 2:27.9 6:11.8 8:53.5 8:57.8 9:18 (5=1 8=2 10=5 15=6 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 528.4 (500=0 1000=1)	t	100
136	planning_60m	10.312	f	f	breakfast min keep 5: 5:45.6 6:54.7 7:56.1 8:41.2 (5=0 8=3 10=4 15=4 16=4); bus_stop min keep 5: 2:37.7 4:15.4 5:42.2 5:55.6 5:57.2 (5=2 8=7 10=9 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 228.1 (500=1 1000=1)	t	100
154	planning_60m	21.039	f	f	breakfast min keep 5: 4:00.3 9:01.5 11:12 11:57.1 (5=1 8=1 10=2 15=4 16=4); bus_stop min keep 5: 2:51.4 4:38.1 5:53.6 7:50.1 8:58.1 (5=2 8=4 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 424 (500=1 1000=1)	t	100
244	planning_60m	41.364	f	f	breakfast min keep 5: 4:16.2 9:26.2 11:36.7 12:21.8 (5=1 8=1 10=2 15=4 16=4); bus_stop min keep 5: 3:16.1 4:54 6:18.3 8:14.8 9:22.8 (5=2 8=3 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 448.8 (500=1 1000=1)	t	100
172	planning_60m	49.173	f	f	breakfast min keep 5: 2:45.8 13:10.1 15:20.5 (5=1 8=1 10=1 15=2 16=3); bus_stop min keep 5: 3:23.6 7 10:02.2 10:02.9 13:06.7 (5=1 8=2 10=2 15=7 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 672.6 (500=0 1000=1)	t	100
271	planning_60m	38.848	f	f	breakfast min keep 5: 3:57.8 4:42.9 8:17.9 (5=2 8=2 10=3 15=3 16=3); bus_stop min keep 5: 4:43.8 5:19.5 8:25.7 8:28 11:09.4 (5=1 8=2 10=4 15=7 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 476.1 (500=1 1000=1)	t	100
217	planning_60m	17.433	f	f	breakfast min keep 5: 4:55 5:34.7 5:40.1 8:55.1 (5=1 8=3 10=4 15=4 16=4); bus_stop min keep 5: 1:19.1 2:41.2 5:44.7 7:30.7 7:33.2 (5=2 8=5 10=7 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 124.4 (500=1 1000=1)	t	100
226	planning_60m	13.604	f	f	breakfast min keep 5: 5:58.8 6:38.4 6:43.9 7:43.6 (5=0 8=4 10=4 15=4 16=4); bus_stop min keep 5: 0:40.4 3:44.9 6:41.7 6:48.5 6:54.4 (5=2 8=5 10=7 15=9 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 188.1 (500=1 1000=1)	t	100
76	planning_60m	16.125	f	f	breakfast min keep 5: 1:33.4 12:14 12:38.4 12:59.1 (5=1 8=1 10=1 15=4 16=4); bus_stop min keep 5: 3:52.6 6:28.3 6:55.7 9:34.7 10:00.2 (5=1 8=3 10=4 15=7 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 563.4 (500=0 1000=1)	t	100
37	planning_60m	17.609	f	f	breakfast min keep 5: 8:12.1 10:32.8 11:10.8 11:17.9 (5=0 8=0 10=1 15=4 16=4); bus_stop min keep 5: 1:55.7 5:14.4 5:24.6 5:28.1 5:34.5 (5=1 8=6 10=8 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 384.9 (500=1 1000=1)	f	50
46	planning_60m	13.592	f	f	breakfast min keep 5: 7:31.5 9:52.1 10:30.1 10:37.3 (5=0 8=1 10=2 15=4 16=4); bus_stop min keep 5: 2:28.4 4:33.8 5:57.2 6:00.7 6:07.1 (5=2 8=7 10=8 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 344.2 (500=1 1000=1)	t	100
127	planning_60m	15.418	f	f	breakfast min keep 5: 5:36 7:46.4 8:24.4 8:31.6 (5=0 8=2 10=4 15=4 16=4); bus_stop min keep 5: 2:28.1 4:37.7 5:32.6 5:45.1 5:46 (5=2 8=6 10=9 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 218.5 (500=1 1000=1)	t	100
232	planning_60m	24.494	f	f	breakfast min keep 5: 9:54.4 10:34.3 13:07.8 13:52.9 (5=0 8=0 10=1 15=4 16=4); bus_stop min keep 5: 2:57.8 3:14 4:36.2 6:13.3 7:49.4 (5=3 8=5 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 539.9 (500=0 1000=1)	f	50
235	planning_60m	15.874	f	f	breakfast min keep 5: 6:42.5 7:05.6 8:41.9 9:27 (5=0 8=2 10=4 15=4 16=4); bus_stop min keep 5: 3:23.5 4:03.2 6:28 7:08 7:15.6 (5=2 8=7 10=8 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 308.1 (500=1 1000=1)	t	100
151	planning_60m	20.02	f	f	breakfast min keep 5: 8:42.7 13:08.1 (5=0 8=0 10=1 15=2 16=2); bus_stop min keep 5: 2:38.6 6:10.3 6:11.5 6:29.9 9:27 (5=1 8=4 10=5 15=7 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 823.9 (500=0 1000=1)	f	50
73	planning_60m	30.972	f	f	breakfast min keep 5: 5:18 12:22.7 14:33.2 15:18.3 (5=0 8=1 10=1 15=3 16=4); bus_stop min keep 5: 2:45.6 3:05.2 4:56.5 8:09.7 9:14.9 (5=3 8=3 10=5 15=8 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 625.3 (500=0 1000=1)	t	100
184	planning_60m	13.039	f	f	breakfast min keep 5: 3:41.7 4:26.6 9:25.6 (5=2 8=2 10=3 15=3 16=3); bus_stop min keep 5: 6:05.7 6:09.6 9:33.4 9:35.6 12:31.2 (5=0 8=2 10=4 15=5 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 543.8 (500=0 1000=1)	t	100
40	planning_60m	12.271	f	f	breakfast min keep 5: 6:42.2 7:21.8 7:27.3 10:07.9 (5=0 8=3 10=3 15=4 16=4); bus_stop min keep 5: 2:49.4 4:28.3 7:31.8 9:18.1 9:20.6 (5=2 8=3 10=5 15=10 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 231.5 (500=1 1000=1)	t	100
148	planning_60m	21.674	f	f	breakfast min keep 5: 6:51.4 10:17.1 10:56.7 11:02.2 (5=0 8=1 10=1 15=4 16=4); bus_stop min keep 5: 4:41.5 6:14.2 8:03.2 8:50.2 9:42.9 (5=1 8=2 10=5 15=9 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 446.4 (500=1 1000=1)	t	100
85	planning_60m	29.334	f	f	breakfast min keep 5: 4:11.7 15:16.6 15:32.3 (5=1 8=1 10=1 15=1 16=3); bus_stop min keep 5: 6:30.9 9:06.5 10:13.9 12:13 13:18.4 (5=0 8=1 10=2 15=5 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 761.6 (500=0 1000=1)	f	75
193	planning_60m	15.019	f	f	breakfast min keep 5: 2:47.9 3:32.7 8:31.7 (5=2 8=2 10=3 15=3 16=3); bus_stop min keep 5: 5:15.8 8:13.3 8:39.5 8:41.8 12:01 (5=0 8=1 10=4 15=8 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 489.9 (500=1 1000=1)	f	75
202	planning_60m	30.912	f	f	breakfast min keep 5: 3:23.3 4:08.1 7:36.7 15:11 (5=2 8=3 10=3 15=3 16=4); bus_stop min keep 5: 4:20.8 7:44.5 7:46.8 9:24.2 11:06 (5=1 8=3 10=4 15=8 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 434.9 (500=1 1000=1)	t	100
157	planning_60m	39.617	f	f	breakfast min keep 5: 7:17.5 12:02.1 12:46.9 14:36.6 (5=0 8=1 10=1 15=4 16=4); bus_stop min keep 5: 8:21.4 8:31.4 9:27.8 11:37.6 12 (5=0 8=0 10=3 15=7 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 666.3 (500=0 1000=1)	f	50
166	planning_60m	19.265	f	f	breakfast min keep 5: 5:43 12:55.9 13:40.8 15:22.5 (5=0 8=1 10=1 15=3 16=4); bus_stop min keep 5: 8:02.1 9:12.5 9:15.2 12:31.4 12:41.1 (5=0 8=0 10=3 15=5 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 717.9 (500=0 1000=1)	f	50
286	planning_60m	36.184	f	f	breakfast min keep 5: 10:49.8 11:59.6 12:44.8 (5=0 8=0 10=0 15=3 16=3); bus_stop min keep 5: 7:21.4 10:20.4 10:24.7 13:18.4 13:38.4 (5=0 8=1 10=1 15=5 16=5); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 843.5 (500=0 1000=1)	f	25
196	planning_60m	22.974	f	f	breakfast min keep 5: 10:18.8 11:28.6 12:13.7 (5=0 8=0 10=0 15=3 16=3); bus_stop min keep 5: 6:50.3 9:49.4 9:53.7 12:47.4 13:07.4 (5=0 8=1 10=3 15=5 16=6); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 812.4 (500=0 1000=1)	f	25
145	planning_60m	12.609	f	f	breakfast min keep 5: 7:11.3 8:57.3 11:07.8 11:52.9 (5=0 8=1 10=2 15=4 16=4); bus_stop min keep 5: 1:08.2 4:41.7 5:41.1 5:49.5 5:50.6 (5=2 8=5 10=8 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 419.9 (500=1 1000=1)	t	100
4	planning_60m	17.28	f	f	breakfast min keep 5: 4:45.6 5:30.8 9:05.8 (5=1 8=2 10=3 15=3 16=3); bus_stop min keep 5: 4:56.3 6:07.4 9:13.6 9:15.9 11:21.9 (5=1 8=2 10=4 15=6 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 524 (500=0 1000=1)	t	100
277	planning_60m	11.01	f	f	breakfast min keep 5: 6:17.8 7:27.7 8:12.8 (5=0 8=2 10=3 15=3 16=3); bus_stop min keep 5: 2:49.4 5:48.4 5:52.8 8:46.5 9:19.8 (5=1 8=3 10=5 15=7 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 571.5 (500=0 1000=1)	t	100
91	planning_60m	19.953	f	f	breakfast min keep 5: 6:31.8 7:02.3 7:16.9 (5=0 8=3 10=3 15=3 16=3); bus_stop min keep 5: 0:58.3 6:32.9 6:37.3 7:50.6 10:04.3 (5=1 8=4 10=4 15=8 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 515.6 (500=0 1000=1)	t	100
94	planning_60m	13.507	f	f	breakfast min keep 5: 3:20.7 3:31.6 7:40.9 15:24.6 (5=2 8=3 10=3 15=3 16=4); bus_stop min keep 5: 4:06.7 4:42.4 7:48.6 7:50.9 10:32.3 (5=2 8=4 10=4 15=7 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 439.1 (500=1 1000=1)	t	100
199	planning_60m	43.55	f	f	breakfast min keep 5: 4:17.7 5:02.8 5:19.9 14:38.5 (5=1 8=3 10=3 15=4 16=4); bus_stop min keep 5: 3:03.1 5:29.9 5:36.5 6:02.6 8:37.7 (5=1 8=4 10=6 15=8 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 381.5 (500=1 1000=1)	t	100
295	planning_60m	14.261	f	f	breakfast min keep 5: 3:18.2 8:24.2 9:09.3 14:44.6 (5=1 8=1 10=3 15=4 16=4); bus_stop min keep 5: 0:57.6 2:53.1 4:29.7 5:59.3 6:17.9 (5=3 8=5 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 423 (500=1 1000=1)	t	100
28	planning_60m	33.432	f	f	breakfast min keep 5: 3:32.5 8:38.5 9:23.6 14:58.9 (5=1 8=1 10=3 15=4 16=4); bus_stop min keep 5: 1:21.6 3:07.4 4:53.7 6:13.6 6:32.2 (5=3 8=5 10=7 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 437.3 (500=1 1000=1)	t	100
109	planning_60m	37.647	f	f	breakfast min keep 5: 1:55.2 7:08.9 7:54 13:57 (5=1 8=3 10=3 15=4 16=4); bus_stop min keep 5: 1:30.2 3:07.3 4:55 6:17.8 6:38.6 (5=3 8=6 10=6 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 340.1 (500=1 1000=1)	t	100
22	planning_60m	28.932	f	f	breakfast min keep 5: 2:54.7 3:34.7 4:19.8 12:03 (5=3 8=3 10=3 15=4 16=4); bus_stop min keep 5: 1:20.8 3:04.7 4:27.1 6:24 6:49.4 (5=3 8=5 10=7 15=9 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 236.3 (500=1 1000=1)	t	100
124	planning_60m	40.54	f	f	breakfast min keep 5: 6:31.8 11:37.8 12:22.9 15 (5=0 8=1 10=1 15=4 16=4); bus_stop min keep 5: 2:50.7 3:10.3 6:06.7 6:40.9 9:03.7 (5=2 8=4 10=8 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 450.8 (500=1 1000=1)	t	100
214	planning_60m	28.325	f	f	breakfast min keep 5: 4:43.1 9:49.2 10:34.3 13:11.4 (5=1 8=1 10=2 15=4 16=4); bus_stop min keep 5: 3:12.4 3:32 4:18.1 7:02.6 7:15 (5=3 8=7 10=8 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 342.2 (500=1 1000=1)	t	100
118	planning_60m	12.98	f	f	breakfast min keep 5: 2:50.7 8:02.5 8:47.6 11:51.5 (5=1 8=1 10=3 15=4 16=4); bus_stop min keep 5: 2:25.6 4:35.8 5:09 5:48.6 5:50.8 (5=2 8=6 10=8 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 214.6 (500=1 1000=1)	t	100
31	planning_60m	19.097	f	f	breakfast min keep 5: 4:58.6 5:38.2 5:43.7 10:13.5 (5=1 8=3 10=3 15=4 16=4); bus_stop min keep 5: 2:37.5 2:44.7 5:48.3 8:49.1 8:51.6 (5=2 8=3 10=7 15=10 16=10); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 128 (500=1 1000=1)	t	100
130	planning_60m	22.514	f	f	breakfast min keep 5: 6:27.5 6:57.4 7:07.1 11:31.7 (5=0 8=3 10=3 15=4 16=4); bus_stop min keep 5: 4:06.4 4:13.6 7:17.2 10:18 10:20.5 (5=2 8=3 10=3 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 216.9 (500=1 1000=1)	t	100
121	planning_60m	29.356	f	f	breakfast min keep 5: 6:38.3 7:00.3 7:39.9 12:04.4 (5=0 8=3 10=3 15=4 16=4); bus_stop min keep 5: 4:39.2 4:46.4 7:50 10:50.7 10:53.2 (5=2 8=3 10=3 15=11 16=11); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 249.6 (500=1 1000=1)	t	100
133	planning_60m	21.892	f	f	breakfast min keep 5: 8:12.7 13:04.3 13:33.1 13:49.4 (5=0 8=0 10=1 15=4 16=4); bus_stop min keep 5: 1:16.1 4:31.6 4:46.6 7:35.1 7:46 (5=3 8=6 10=6 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 536.4 (500=0 1000=1)	f	50
163	planning_60m	30.784	f	f	breakfast min keep 5: 3:35.5 11:01.4 13:11.9 13:57 (5=1 8=1 10=1 15=4 16=4); bus_stop min keep 5: 3:38.6 3:58.2 6:42 7:53.5 9:55.3 (5=2 8=4 10=5 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 544 (500=0 1000=1)	t	100
67	planning_60m	27.806	f	f	breakfast min keep 5: 3:36.7 11:26.6 12:00.6 12:11.7 (5=1 8=1 10=1 15=4 16=4); bus_stop min keep 5: 5:35.6 5:50.5 6:08.2 9:12.7 9:19.1 (5=0 8=3 10=5 15=8 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 515.9 (500=0 1000=1)	t	100
82	planning_60m	31.112	f	f	breakfast min keep 5: 4:06.6 14:29.7 (5=1 8=1 10=1 15=2 16=2); bus_stop min keep 5: 1:34.2 5:12.1 6:37.6 10:10.5 11:21.8 (5=1 8=3 10=3 15=8 16=8); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 752.2 (500=0 1000=1)	t	100
262	planning_60m	17.132	f	f	breakfast min keep 5: 0:58.4 11:55.5 13:59.6 14:44.7 (5=1 8=1 10=1 15=4 16=4); bus_stop min keep 5: 2:09.1 5:45.5 8:41.2 8:48.4 11:45.7 (5=1 8=2 10=4 15=8 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 598.1 (500=0 1000=1)	t	100
169	planning_60m	11.965	f	f	breakfast min keep 5: 8:10.2 (5=0 8=0 10=1 15=1 16=1); bus_stop min keep 5: 5:31.2 5:37.8 9:04.1 9:15.8 12:19.6 (5=0 8=2 10=4 15=5 16=7); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 995.8 (500=0 1000=1)	f	50
259	planning_60m	19.313	f	f	breakfast min keep 5: 7:10.2 (5=0 8=1 10=1 15=1 16=1); bus_stop min keep 5: 4:37.9 5:57.3 8:15.8 9:30.2 12:45.8 (5=1 8=2 10=4 15=6 16=6); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 935.8 (500=0 1000=1)	t	100
55	planning_60m	2.186	f	f	breakfast min keep 5: 7:15.3 10:29.7 12:40.2 13:25.3 (5=0 8=1 10=1 15=4 16=4); bus_stop min keep 5: 1:12.2 3:57.4 4:45.7 7:04.4 7:21.8 (5=3 8=5 10=5 15=9 16=9); clinic m straight keep 5: (900=0 1800=0); park m keep 5: 512.2 (500=0 1000=1)	t	100
\.
COPY city_15min.look (look_hash) FROM stdin;
\.
COPY city_15min.need (standard_no, need_no, need, category, needed, limit_value, unit, weight) FROM stdin;
1	1	breakfast within 8 min	breakfast	1	8	min	1
1	2	bus_stop * 2 within 8 min	bus_stop	2	8	min	1
2	1	park within 500 m	park	1	500	m	1
2	2	clinic within 900 m straight	clinic	1	900	m straight	1
\.
COPY city_15min.night (night, published_at, run_id, network, template, definition_hash, search_hash, weights) FROM stdin;
2	2026-11-26 09:40:29.757456+00	2	city_net	breakfast min keep 5: (5=0 8=0 10=0 15=0 16=0); bus_stop min keep 5: (5=0 8=0 10=0 15=0 16=0); clinic m straight keep 5: (900=0 1800=0); park m keep 5: (500=0 1000=0)	e0c3b6828c9c5cedd32ff3c3462d0b65	b99f6b582e93f876d9d325ff18d1fd66	{population,elderly}
\.
COPY city_15min.pending (home_id, walker, snap_m, on_island, closed_edge, coverage, meets, score) FROM stdin;
\.
COPY city_15min.quality_pending (input, problem, key, detail, lon, lat) FROM stdin;
\.
COPY city_15min.refresh_run (run_id, night, state, started_at, finished_at, run_by, "full", homes_read, homes_changed, amenities_read, amenities_changed, tiles_changed, tiles_computed, homes_planned, homes_computed, homes_written, jobs, resumed, look_s, compute_s, publish_s, message, versions) FROM stdin;
1	1	done	2026-11-26 09:40:29.620649+00	2026-11-26 09:40:29.689421+00	postgres	f	100	100	17	17	2	2	100	100	100	1	f	0.023651	0.004545	0.034983	\N	circle_ext 1.0.0, PostGIS 3.3.2, PostgreSQL 15.20 (Debian 15.20-0+deb12u1)
2	2	done	2026-11-26 09:40:29.730973+00	2026-11-26 09:40:29.784986+00	postgres	f	101	1	16	1	0	2	100	100	92	1	f	0.018128	0.003891	0.028961	\N	circle_ext 1.0.0, PostGIS 3.3.2, PostgreSQL 15.20 (Debian 15.20-0+deb12u1)
\.
COPY city_15min.standard (standard_no, standard) FROM stdin;
1	breakfast within 8 min & bus_stop * 2 within 8 min
2	park within 500 m | clinic within 900 m straight
\.
COPY city_15min.study (study, layout, network, homes_schema, homes_name, home_key, home_key_type, home_geom, home_community, amenities_schema, amenities_name, amenity_key, amenity_key_type, amenity_geom, amenity_category, communities_schema, communities_name, community_key, community_geom, walkers, standards, categories, keep, marks, horizon_min, weights, created_at, circles_schema, circles_name, circle_key, circle_geom, circle_area, circle_name, circle_min, circle_standard) FROM stdin;
city_15min	1	city_net	city	home	home_id	bigint	geom	\N	city	amenity	amenity_id	bigint	geom	category	city	community	community	geom	{adult,planning_60m}	{"breakfast within 8 min & bus_stop * 2 within 8 min","park within 500 m | clinic within 900 m straight"}	\N	5	\N	\N	{population,elderly}	2026-11-26 09:40:29.541967+00	city	circle	circle_id	geom	area	name	15	\N
\.
COPY city_15min.summary (walker, standard_no, standard, night, refreshed_at, homes, people, homes_covered, people_covered, homes_unsnapped, people_unsnapped, homes_on_island, people_on_island, homes_without_people, homes_unusable, share_homes, share_people, mean_score, communities, amenities, amenities_unsnapped, no_amenities, people_in_circle, people_in_accepted_circle, share_people_in_circle, share_people_in_accepted_circle, circles, circles_accepted, outlets, outlets_by_circle, outlets_per_circle) FROM stdin;
planning_60m	1	breakfast within 8 min & bus_stop * 2 within 8 min	2	2026-11-26 09:40:29.757456+00	100	605	56	310	0	0	1	5	1	1	0.56	0.512396694214876	73.4297520661157	6	16	0	{}	\N	\N	\N	\N	\N	\N	\N	\N	\N
planning_60m	2	park within 500 m | clinic within 900 m straight	2	2026-11-26 09:40:29.757456+00	100	605	39	199	0	0	1	5	1	1	0.39	0.32892561983471075	32.892561983471076	6	16	0	{clinic}	\N	\N	\N	\N	\N	\N	\N	\N	\N
adult	1	breakfast within 8 min & bus_stop * 2 within 8 min	2	2026-11-26 09:40:29.757456+00	100	605	73	396	0	0	1	5	1	1	0.73	0.6545454545454545	82.06611570247934	6	16	0	{}	582	\N	0.9619834710743802	\N	1	\N	16	16	16
adult	2	park within 500 m | clinic within 900 m straight	2	2026-11-26 09:40:29.757456+00	100	605	39	199	0	0	1	5	1	1	0.39	0.32892561983471075	32.892561983471076	6	16	0	{clinic}	582	\N	0.9619834710743802	\N	1	\N	16	16	16
\.
COPY city_15min.tile_change (tile, body_hash) FROM stdin;
\.
COPY city_15min.tile_seen (tile, body_hash) FROM stdin;
111129329	\\xb42198d92be80b70f31ab999a70c9ac0
111129328	\\x9f8d9370d6fa83b6cc4800f734810c1d
\.
COPY city_15min.walker (walker_no, walker, speed_m_s, steps_factor, door_speed_m_s, snap_limit_m) FROM stdin;
1	adult	1.33	3	1.33	100
2	planning_60m	1	1	1	100
\.
COPY city_15min.work (batch, tiles, homes) FROM stdin;
\.
COPY city_net.build_log (build_no, started_at, finished_at, report) FROM stdin;
1	2026-11-26 09:40:29.62155+00	2026-11-26 09:40:29.624439+00	{"km": 23.917, "edges": 279, "lines": 108, "nodes": 190, "network": "city_net", "refused": {}, "streets": 108, "warnings": [], "components": 2, "tiles_built": 2, "tiles_removed": 0, "ends_not_joined": 0, "streets_refused": 0, "tiles_unchanged": 0, "largest_component_share": 0.9713, "tiles_not_all_looked_at": 0, "crossings_without_vertex": 0}
2	2026-11-26 09:40:29.692975+00	2026-11-26 09:40:29.694555+00	{"km": 23.917, "edges": 279, "lines": 108, "nodes": 190, "network": "city_net", "refused": {}, "streets": 108, "warnings": [], "components": 2, "tiles_built": 0, "tiles_removed": 0, "ends_not_joined": 0, "streets_refused": 0, "tiles_unchanged": 2, "largest_component_share": 0.9713, "tiles_not_all_looked_at": 0, "crossings_without_vertex": 0}
3	2026-11-26 09:40:29.731187+00	2026-11-26 09:40:29.732331+00	{"km": 23.917, "edges": 279, "lines": 108, "nodes": 190, "network": "city_net", "refused": {}, "streets": 108, "warnings": [], "components": 2, "tiles_built": 0, "tiles_removed": 0, "ends_not_joined": 0, "streets_refused": 0, "tiles_unchanged": 2, "largest_component_share": 0.9713, "tiles_not_all_looked_at": 0, "crossings_without_vertex": 0}
\.
COPY city_net.data_quality (data_quality_id, tile, reason, street, detail, geom) FROM stdin;
\.
COPY city_net.network (network, layout, streets_schema, streets_name, key_column, geom_column, steps_column, door_column, private_column, class_column, text_keys, built_at) FROM stdin;
city_net	1	city	street	street_id	geom	steps	door	private	class	f	2026-11-26 09:40:29.731005+00
\.
COPY city_net.tile (tile, input_digest, body_hash, body) FROM stdin;
111129328	\\x5f7d1382bcf401426b10c5c8f27fbb12000000000000000a	\\x9f8d9370d6fa83b6cc4800f734810c1d	\\x4343540100f0e5fe3408090f252500e1850deb55d10f8ea001f10d8aa0067dd1a602f706cff0024efa60e602efb503f104d3d3053804180081c6060002cc1288450190c802d8049d8903ac023801dede0b0004fe0fd64a9c06c843be09b03d03e8cc02b00985a503ac02d4f702ac029fd702ac02180388b7060002a009ec4c0198d60290039fac03c8011801a8800600049403ee4001a8d9029003e5e702c801000309008f8d0300ca10964600b8dc02640a06eba80302a207b14c0080de02001800e2dd060009f510b4470180de02c701949403632b020800d08403030a0090c802ac020900bd920300a0528e0a00bcca02ac0202010900d4860307ec4edc0e00e8cc02ac0205010900d0990304ea52e40e0098d602ac02020109009bfd0202be4ee20400a8d902ac02020109009ecf0304a45fec0600b8dc02ac020c010900bde302029245ba150080de02ac0202010900f6b80309805b1f00b8dc02ac02
111129329	\\x4f5f4522089ccd8f61127b8be25be847000000000000006b	\\xb42198d92be80b70f31ab999a70c9ac0	\\x4343540100f1e5fe34b6016b9102dc05dc050056a88605cb01fad8031dbaad05b5039efe03d901cbc2044dbca701cd04b1ea01a00c83ae028e03fa9f06d30180f302bf0281669001b0de059808a5b9031ba8ac018d02e89f042cad8004d90584c7019a0c8eef01c205f39b029201fae40565c39e0602cff702de01e1b902c504aa67ce01dd92051f9ed704a0018486018a05d8860435a0c203c71aa0f801fa04f16a548cba05cc018d9d05a204bae3037bfec703c505d2b901d00eacfe018008c580039502f1ac06940186c202f3019870af01bca20539efcd03ea019deb05ae01c3920449848e01c004d4dc04fa1cc874c512f4bc010fb0ff018d0ad3b206d604d8c802d303d58b03af01fca7059702d5ed059d02dad8048702a69e0418bed603f80fc4d701f30198be01a20f91ca027b99e502d107f374ae0f98fd015d87be01bf0588b606d50badce028804e1ed0552d69a04a902968d038001d4dd04ed02bcd703c001c1af059e09c2ba01b901afd601c3049181029704e59f028c0bc0d403c801a18e033ac5f0039601f2aa0302ee70990ce1b6019e0cad83028f01dfbb068207f7ce029b02f5d003a204979b0429d0f00501f4e404d701d79203cc02cca6058a0699b601f60695d501c317b1d40347fef0031fc7e40403ce9b041df1fd0471b4b8046ecf76e206a8b701b70de3ca028301bbb00680039e8202c108a2a4054293f205ea01a276d503a19003b702a68d01479d9d04279fd703bc0190e104a206f2ae01e90394d0019f0888c202dd07c7de02dc01dd71fd05cdcd038e029aa5037fef890355edeb03f003b6b304d701be99049406cbac01e101e5fb01cc0bdbba02e601e8eb05a701e5aa06c305d9c703a206fd8003a402e6d7048a02fc9f058a04c19104fb7ade9704a01fde970400ff7c8276965fa9059fa601d509d2f6018e0fa0da052cfb8303ac0496be0218979f068003ec8a04ec01945ed501d6990571d6d404a201db7a8502e3c103ab0191a701ec05c0c2018a148cf702e504b89303cc01ba5db40ec6a401c209fce3018806a3af02ea01fa9906fc01d4ec028d05d8c9046cd4cd05399052ed05fb709401deb703ee01d18c057eadfc03a301b09f019905ffb7018e1b9faf030ebfcc03ad018e49ba05ca9701ea0bc2d8018105ba9306de02e19e028402cace05fd02f48805b90396a8035b82f303e801cbee02820af8bc0402010800dfdc021e0100ace0020000010800d4d50212060094cf020000010800cfb002100100bce3020000010800dec102010100a4eb02000001080097cf02120a00ecd3020000010800c399021c0100d4db0200000108008fac0204020084e502000001080085b5021802009cdd0200000108009cd602020200f4e1020000010800e3bd02040400dce9020000010800b5b702050400ecec020000010800e2dd021a0200e4de0200000108008abd02020200b4ee020000010800b1bf02040400fcef020000010800e198020504009cf60200000108008486021204008cda020000010800cbf202080200e4de020000010800cac40202020094e802000001080094af02080100a4eb020000010800a5d102010600b4ee020000010800fc9f02040100fcef020000010800d5be022e0600fcd6020000010800ccb402040200d4db020000010800cbbd0202020094e8020000010800bdda02120200ecd3020000010800bd9502080200c4d80200000108009dc40202020094e8020001060a008f8d03d102c910954600b8dc02640800e09e030004009cdd02641800c5f7050002fa068e440180de0200fdfa0200180192f2050007990494430180de0200e0f4020008019bb20300040080de02000900eba80300a107b24c0080de020000011800ed90061006ca08ba4901e8cc02d8049b9903ac0200021800c8ae051201fb04b24101f0da0290039beb02c8011801bdc806000ec60bdc4c0180de029003eeac03c80100051800fef6050001ed02e8400190e102c801bde7026418019fff060003d508844f01d8e202c00c83b803a0061801d493050001f7018c390198ef02bf0cc9bc029f061801f9930700099f05e45201d8e20200c0cb03001801d480050002c4069a3601d8e202c70189ae026300041800aaf206140aa40fc84e01c0d102d804d5b903ac021801e986060002b81192490198d602d8048a9e03ac021801bbf6050006a20ba23f01f0da02d804eee202ac02180190b8050003c709ae3d01c8df0290039bd702c80100031800e3f9050a04d401bc4201e8e502880ebdf00284071801b9b7060004d602e24501f0f302c81af08203a40d1801ab8b060009ed0be63f01b88e03c71a9ce602a30d00011800ddda050409df07ba4101b0e702c701d9ec026300021800cbb6061202841580430198d602d804888103ac021801e8e005000272be4701f0da02d8049b8c03ac0200011800a7e8050402fc079a4701a0e4029003c18c03c80100021800dd86060202e807ea4601909303c71aaf8a03a30d1801c386060007ef07d24801c8f802870eb3940383070001180090ba0618048e13fe4a01e0d702d804e3a903ac0200031800a9940701069610a4500190e102d804e5c303ac021801dcbb0500069c08d24001e8e5029003bbe802c8011801b3b80600049204aa4901f8e8029003f39603c8010005180099ec050005ff09fc430188ec02880ee7fb02840718019be7050004ea03f4400190fa02c81a9ae802a40d1801b48c070004ea02e85401d89403c71aa0d603a30d1801ebb8050009b502c83c0190fa02bf0ceecf029f061801f8af0600038b0f864c01d0ed02c701e2ab036300051800e48f062002ea0b804001a8d902d804a7e702ac021801aed9060002800b9e4e0180de02d804eeb403ac02180191ca060004d6048c4c01d8e202d804aba603ac021801c7f305000afa08d83d01b0e7029003d1d802c8011801c7b40500078507e43d01c0ea0290038ed802c80100051800f7b80600023ad44401d0ed02c801c2fc02641801bab1060004aa02fa4e0198ef02c00cddb503a0061801a5da05000401903c01d8fb02bf0c9dcd029f0618018bb70600059309cc470198ef0200a28f03001801fbcb060007f9118c4f0198ef02c701f4be0363000318008fd00520029606983e01f0da02d804fad902ac021801c4cf060006f610924a01c8df02d80481a303ac021801bda60600038201c24801a0e402d804f79103ac0200011800e093060c069e0184490188ec029003e79403c80100031800e3870600012ea4480198ef02c801cd9003641801f9f0050004a803a24701e0f00200a68b03001801c0ef05000db70aa04001e0f00200d5e7020000011800eabd0502059307e63c01e0f002c701ded2026300051800ebae051c0e9610a03c01a8d902d804ffd602ac021801d4ee0600028205f04f0180de02d804adbb03ac021801e2c2050002f00cfc3901d8e202d804a4c702ac0218018e99060008dc13b84901b0e702900389a203c80118019f920600019707b04c01c0ea029003dca803c80100051800cebf060008d013ee4b01d0ed02c80187af03641801b88d0600039507c4480198ef0200be9303001801dda00600025fa4490198ef020094960300180198da060009d30dd44a0198ef020083a3030018019abb050002d902f2380198ef02c701cabb026300051800b4960612028609dc4301e0d702d804eff902ac021801a180070002ba079e4d01b8dc02d804c9ad03ac021801dbb00600068c11e04c0190e102d804aeb103ac021801b38706000165c04201e8e5029003caf002c8011801f6bc050010d40f8e4301f8e8029003ccfb02c80100051800f2ad0600098705c44c0188ec02c801efa803641801beb5060006fe09f84301d0ed0200d0fb02001801f2fc0500013dfa4101d0ed0200c5ed02001801e3d605000bdf10b43b01d0ed02008dd302001801e6fd050006d406cc3f01d0ed02c701f6e1026300051800caa1061602880980440198d602d804b6fb02ac02180184c6050002d40c963a01f0da02d80498c802ac021801f3c4060002ee04d24e01c8df02d804beb403ac021801e5a90500049806ac3d01a0e4029003a7d502c8011801b6cb06000a8211d24501b0e7029003d68a03c80100041800c4e006040bd30ef84f0188ec0200d8c00300180197ee05000afe0efa400188ec02009eef02001801c4d60500078307e63b0188ec020094cd02001801d3d1060005b105fc4f0188ec02c701fdbb0363000518008ae9061a02b60be65301c0d102d804dbd303ac021801f2d8050002a40c9e400198d602d804f9e802ac021801ef8e060004d40bca4b01f0da02d804d5a603ac02180195fc06000ab407e25401c8df02900395d703c8011801f8fe04000367943401d8e20290038ca102c8010005180088bf060002ab04a64601e8e502c801968603641801e2bc060004fc0fc24401b0e70200c4830300180198d9060007fb14984f01b0e70200bec203001801f3840600018702d24b01b0e70200aba30300180186fe0500035bbe4a01b0e702c701ea9c036300015c00820188c7175716d8677eda678001da678001da677eda67800105c0ea02c701b9f60321c3f6031fc3f60321c3f60321c3f6031f00020c0004dccb03f701010098d602000800bfb20200050098d6020000030c0000ebae02f2010200f0a8020028009ec70f0002c03e000080fa0102f0a80200ebae0200c8e90a001802b3980d0003bf3e0001f0a80200ebae020000010800c8e90a020200f0a8020000010c0004b9e403ed01180098d6020000010800abf30317020098d6020000010800a5e10301150098d6020000011c0000ffed083a1ce25cec460198d602b009ebd4040000011800ac870a1728ec58985701d8e202a8149587050000011800b5f3071e2082479c3b0190fa02f70ac2db030000011800edcb080926e654f84801d8e202a006b3c004000001180085b307581ec24ce03301d0ed02c701ded4030000011800c7a3080926a855a83d01c8df02009097040000040c000486a506bd021a0098d602000800efc00400150098d602000800a5fc0500170098d6020008009d940400140098d6020000015c00018cb10550018204bc13870abc13d808bc13870abc13d808bc1305909303d836d26d8e09b4769009e9738e09b4768e09e973900900015800cc8e0700039c03b61aeb0ab61af407b61aeb0ab61af407b61a05e8c903d736a293018d09ca9b018f09af97018d09c99b018d09af97018f090001580087e606041eb21caa06b41cdb07b41c840bb21cdd07b41c840b05e8c9038f35fb8d01ed08919001eb08ce9601ed088b9001ed08ce9601eb0800070e0100bd9203779f528d0a00bcca02ac020800e8a603001a00e8cc02ac020800d18603000e0094cf02ac020800a99003001400c0d102ac020800a4fd02000e00ecd302ac021800a1c906001e9659e2010198d602c8019ab0036418019a82060026ec54c90601e0d702c801de9c036400031800c1a6060026a455860501a8d902c801989e03640801f3d302000e00f0da02630800afe2020014008cda026300040800808203281000e0d702630800e8fe02001200fcd60263080089990300100098d602ab020800b1be03001200ecd302ab0200080a00d48603cb02eb4edb0e00e8cc02ac020800a1ca0200100094cf02ac021800f9db06002cda56e01201c0d102d804e5b003ac021801d8bc06001aa05ae6010198d602d804b7b503ac020801b7ae03001600f0da02640800908303000a00d4db02640800ddf902001200b8dc02640800c3e5020012009cdd026400040800daeb0200140080de02640800ec8303001200e4de02640800fdaa03001800c8df0263080090a103001600e4de0263000408008694031c1800b8dc02630800ccc503000a00d4db026308008bea02001800f0da02ab020800e48503000a00c4d802ab0200041800a9af058f021aba4a1501f0da02d804e2e802ac021801caa906001cce58ad0301c8df02c801e2ad03640801deba0300180090e102640800c5a003001000f4e1026400021800fca206002aea4fc60201d8e202c80189830364180189ad05002a9646950401a0e402c701e7d402630002180094f0061c22aa5dcf110190e102c701d4ce03631801a184060022aa49b50f01c8df02d704baed02ab0200070a00d09903cb02e952e30e0098d602ac020800a5d303001e00c4d802ac021800aab1060022c453b40d01f0da02d804c29b03ac021801c5d7050018da4c5001c8df02d804d7f302ac02080190b203001200a0e402640800909803000c0084e502641800f4f9050026a44a3a01e8e502c801f8e702640003180085ae050022b243df0101b0e702c801d8c602640801e49e03001a00f8e802630800c0b40300160094e8026300021800c7e505201eb64bad1201e8e502c701aefb02631801ca9f060024a64f8b0b01a0e402d704908503ab0200070a009bfd02cb02bd4ee10400a8d902ac020800a38503001800d4db02ac021800bba1060020ea54ce060180de02d804d59c03ac021801809e06001e804ca40801d8e202d8048ef302ac021801c3e8060022d4547b01b0e702c8019e9a03640801c7ea02001200f8e802640800caa003001800dce90264000318008b91060024de53e80301c0ea02c801a49603640801b4990300180088ec02630800e29503001400a4eb026300030800dcb303161600f8e802630800889603000e0094e802631800bfce06002a9e5dac0401b0e702d704b4c403ab0200080a009ecf03cf02a35feb0600b8dc02ac020800a4ab03002000e4de02ac0208008dff02000c0090e102ac020800a0db02001000bce302ac021800a7a306001ee24faa0801e8e50298119f8503cc081801a1c206001cf650ec060180f702f70af78903bb050801d0b702000c0088ec0264080095f202001200ecec026400040800c7b903001000d0ed02640800b7b303002200b4ee02640800d2e502000e0098ef02630800e8f002001600b4ee026300031800e99806281eba54db050188ec02c701b89a03630801a6ed02000a00c0ea02ab020800c4db0200120094e802ab0200060800c6f402dd02180080de02ac020800948803001800ace002ac0218008efd050022e04c8e0c01d8e2029811f2f902cc0818018688060018d451820b01f0f302a01fab9003d00f180189880600188e4c6601909303ff18e7f002bf0c1801cd8c060026be4af0040190fa02f70af5e902bb0500040800c1960300140098ef02640800dfa703001a00fcef02640800c6b403001a00e0f002630800b7a803001400fcef026300021800ee8307162cf85e8f0e01d0ed02c701d0d203631801cfa705001afe3ebb050188ec02d704d8b202ab0200021800ecce05dd022a8e44d40f0180de0298119ed502cc081801dbe406002ae454570198ef02a01fe89a03d00f00011800b2f2053026a648c80701d89403ff18e7e002bf0c000308008c9303000e00d8fb02bb050800b5ba030020009cf602bb051800ff8d060026a454a10f01e0f002c70186a1036300021800b6e905201a9650f70801d0ed02c701ce8703631801818907002ab056c90e0188ec02d704a0aa03ab0200061800a6f505e90230ac4c9a0b0180de02d8048bf702ac0208019d9b03001000d8e202cc080800f88703001200a4eb02cc081800c2e4050018a448da0201f0f302a01fc6de02d00f1801c994070026f858f20c01909303ff18e8b403bf0c1801f9f40500269a50890d0190fa02f70aa88b03bb0500021800deba05001cda4c93010198ef02c801daf302641801c283070036cc5d8b0801e0f002c701dac70363000218009fd6061c26f0548b0e01d0ed02c701cda2036318018784050018c63ce6010188ec02d704c5a502ab0200060a00bde302cb029145b9150080de02ac020800d9de02001000ace002ac021800a5fd060030d655ba0b01d8e202d804f7a303ac021801eae2050016a44a9d0201b0e702981190e802cc081801a8ab06001ac851cb0501c8f802f70ab48c03bb051801919506002af64d940401d0ed02c801a1fa026400021800caeb050024884cac070198ef02c801e4f202641801c8d605002ae244c30501e0f002c701ccce026300021800b1e9061a2a8259c30a01d0ed02c7019eb303631801cbbd05001eea4a8a010188ec02d704ceea02ab0200060a00f6b803cf02ff5a2000b8dc02ac020800829203001800e4de02ac021800aabf060024f654cc0d0190e102d804a7a203ac02180198b2050018f843c20801e8e502d804c5cc02ac0218018f8706001ee250ac0901c0ea02c801df8a03641801aea9060026bc4dde040188ec02c801a2f8026400021800a984060026964aa50c01d0ed02c801e4ed0264180188d8060032fc5aad0a0198ef02c701bebc03630002180082e7051e1e924e400188ec02c701cffa02631801a0e1050020b84ea30b01c0ea02d704948103ab0200012c0042b8c318a9028001dcd7018e09dcd7018e090298ef02c00cba96089604ba9608940400015c0000bace0b5512f6179016f8179730f817c62df8179730f817c82d05b88e03b03bdea801f20995a302f409e79502f20995a302f209f19502f409
\.
SELECT pg_catalog.setval('"""Örtlich"" 15min".refresh_run_run_id_seq', 1, true);
SELECT pg_catalog.setval('city_15min.refresh_run_run_id_seq', 2, true);
SELECT pg_catalog.setval('city_net.build_log_build_no_seq', 3, true);
SELECT pg_catalog.setval('city_net.data_quality_data_quality_id_seq', 1, false);
ALTER TABLE ONLY """Örtlich"" 15min".amenity_change
    ADD CONSTRAINT amenity_change_pkey PRIMARY KEY (amenity_id, category, access_no);
ALTER TABLE ONLY """Örtlich"" 15min".amenity
    ADD CONSTRAINT amenity_pkey PRIMARY KEY (amenity_id, category, access_no);
ALTER TABLE ONLY """Örtlich"" 15min".circle_indicator
    ADD CONSTRAINT circle_indicator_pkey PRIMARY KEY (circle_id);
ALTER TABLE ONLY """Örtlich"" 15min".circle_look
    ADD CONSTRAINT circle_look_pkey PRIMARY KEY (circle_id);
ALTER TABLE ONLY """Örtlich"" 15min".circle_member
    ADD CONSTRAINT circle_member_pkey PRIMARY KEY (circle_id, home_id);
ALTER TABLE ONLY """Örtlich"" 15min".circle_outlet
    ADD CONSTRAINT circle_outlet_pkey PRIMARY KEY (circle_id, amenity_id);
ALTER TABLE ONLY """Örtlich"" 15min".circle
    ADD CONSTRAINT circle_pkey PRIMARY KEY (circle_id);
ALTER TABLE ONLY """Örtlich"" 15min".community_history
    ADD CONSTRAINT community_history_pkey PRIMARY KEY (walker, standard_no, level, community, need, night);
ALTER TABLE ONLY """Örtlich"" 15min".community_indicator
    ADD CONSTRAINT community_indicator_pkey PRIMARY KEY (walker, standard_no, level, community, need);
ALTER TABLE ONLY """Örtlich"" 15min".data_quality
    ADD CONSTRAINT data_quality_pkey PRIMARY KEY (problem_no);
ALTER TABLE ONLY """Örtlich"" 15min".history
    ADD CONSTRAINT history_pkey PRIMARY KEY (night, walker, standard_no);
ALTER TABLE ONLY """Örtlich"" 15min".home_change
    ADD CONSTRAINT home_change_pkey PRIMARY KEY (home_id);
ALTER TABLE ONLY """Örtlich"" 15min".home
    ADD CONSTRAINT home_pkey PRIMARY KEY (home_id);
ALTER TABLE ONLY """Örtlich"" 15min".home_walker
    ADD CONSTRAINT home_walker_pkey PRIMARY KEY (home_id, walker);
ALTER TABLE ONLY """Örtlich"" 15min".need
    ADD CONSTRAINT need_pkey PRIMARY KEY (standard_no, need_no);
ALTER TABLE ONLY """Örtlich"" 15min".night
    ADD CONSTRAINT night_pkey PRIMARY KEY (night);
ALTER TABLE ONLY """Örtlich"" 15min".pending
    ADD CONSTRAINT pending_pkey PRIMARY KEY (home_id, walker);
ALTER TABLE ONLY """Örtlich"" 15min".refresh_run
    ADD CONSTRAINT refresh_run_pkey PRIMARY KEY (run_id);
ALTER TABLE ONLY """Örtlich"" 15min".standard
    ADD CONSTRAINT standard_pkey PRIMARY KEY (standard_no);
ALTER TABLE ONLY """Örtlich"" 15min".study
    ADD CONSTRAINT study_pkey PRIMARY KEY (study);
ALTER TABLE ONLY """Örtlich"" 15min".summary
    ADD CONSTRAINT summary_pkey PRIMARY KEY (walker, standard_no);
ALTER TABLE ONLY """Örtlich"" 15min".tile_change
    ADD CONSTRAINT tile_change_pkey PRIMARY KEY (tile);
ALTER TABLE ONLY """Örtlich"" 15min".tile_seen
    ADD CONSTRAINT tile_seen_pkey PRIMARY KEY (tile);
ALTER TABLE ONLY """Örtlich"" 15min".walker
    ADD CONSTRAINT walker_pkey PRIMARY KEY (walker_no);
ALTER TABLE ONLY """Örtlich"" 15min".walker
    ADD CONSTRAINT walker_walker_key UNIQUE (walker);
ALTER TABLE ONLY """Örtlich"" 15min".work
    ADD CONSTRAINT work_pkey PRIMARY KEY (batch);
ALTER TABLE ONLY city.circle
    ADD CONSTRAINT circle_pkey PRIMARY KEY (circle_id);
ALTER TABLE ONLY city.community
    ADD CONSTRAINT community_pkey PRIMARY KEY (community);
ALTER TABLE ONLY city.home
    ADD CONSTRAINT home_pkey PRIMARY KEY (home_id);
ALTER TABLE ONLY city.street
    ADD CONSTRAINT street_pkey PRIMARY KEY (street_id);
ALTER TABLE ONLY city.subdistrict
    ADD CONSTRAINT subdistrict_pkey PRIMARY KEY (subdistrict);
ALTER TABLE ONLY city_15min.amenity_change
    ADD CONSTRAINT amenity_change_pkey PRIMARY KEY (amenity_id, category, access_no);
ALTER TABLE ONLY city_15min.amenity
    ADD CONSTRAINT amenity_pkey PRIMARY KEY (amenity_id, category, access_no);
ALTER TABLE ONLY city_15min.circle_indicator
    ADD CONSTRAINT circle_indicator_pkey PRIMARY KEY (circle_id);
ALTER TABLE ONLY city_15min.circle_look
    ADD CONSTRAINT circle_look_pkey PRIMARY KEY (circle_id);
ALTER TABLE ONLY city_15min.circle_member
    ADD CONSTRAINT circle_member_pkey PRIMARY KEY (circle_id, home_id);
ALTER TABLE ONLY city_15min.circle_outlet
    ADD CONSTRAINT circle_outlet_pkey PRIMARY KEY (circle_id, amenity_id);
ALTER TABLE ONLY city_15min.circle
    ADD CONSTRAINT circle_pkey PRIMARY KEY (circle_id);
ALTER TABLE ONLY city_15min.community_history
    ADD CONSTRAINT community_history_pkey PRIMARY KEY (walker, standard_no, level, community, need, night);
ALTER TABLE ONLY city_15min.community_indicator
    ADD CONSTRAINT community_indicator_pkey PRIMARY KEY (walker, standard_no, level, community, need);
ALTER TABLE ONLY city_15min.data_quality
    ADD CONSTRAINT data_quality_pkey PRIMARY KEY (problem_no);
ALTER TABLE ONLY city_15min.history
    ADD CONSTRAINT history_pkey PRIMARY KEY (night, walker, standard_no);
ALTER TABLE ONLY city_15min.home_change
    ADD CONSTRAINT home_change_pkey PRIMARY KEY (home_id);
ALTER TABLE ONLY city_15min.home
    ADD CONSTRAINT home_pkey PRIMARY KEY (home_id);
ALTER TABLE ONLY city_15min.home_walker
    ADD CONSTRAINT home_walker_pkey PRIMARY KEY (home_id, walker);
ALTER TABLE ONLY city_15min.need
    ADD CONSTRAINT need_pkey PRIMARY KEY (standard_no, need_no);
ALTER TABLE ONLY city_15min.night
    ADD CONSTRAINT night_pkey PRIMARY KEY (night);
ALTER TABLE ONLY city_15min.pending
    ADD CONSTRAINT pending_pkey PRIMARY KEY (home_id, walker);
ALTER TABLE ONLY city_15min.refresh_run
    ADD CONSTRAINT refresh_run_pkey PRIMARY KEY (run_id);
ALTER TABLE ONLY city_15min.standard
    ADD CONSTRAINT standard_pkey PRIMARY KEY (standard_no);
ALTER TABLE ONLY city_15min.study
    ADD CONSTRAINT study_pkey PRIMARY KEY (study);
ALTER TABLE ONLY city_15min.summary
    ADD CONSTRAINT summary_pkey PRIMARY KEY (walker, standard_no);
ALTER TABLE ONLY city_15min.tile_change
    ADD CONSTRAINT tile_change_pkey PRIMARY KEY (tile);
ALTER TABLE ONLY city_15min.tile_seen
    ADD CONSTRAINT tile_seen_pkey PRIMARY KEY (tile);
ALTER TABLE ONLY city_15min.walker
    ADD CONSTRAINT walker_pkey PRIMARY KEY (walker_no);
ALTER TABLE ONLY city_15min.walker
    ADD CONSTRAINT walker_walker_key UNIQUE (walker);
ALTER TABLE ONLY city_15min.work
    ADD CONSTRAINT work_pkey PRIMARY KEY (batch);
ALTER TABLE ONLY city_net.build_log
    ADD CONSTRAINT build_log_pkey PRIMARY KEY (build_no);
ALTER TABLE ONLY city_net.data_quality
    ADD CONSTRAINT data_quality_pkey PRIMARY KEY (data_quality_id);
ALTER TABLE ONLY city_net.network
    ADD CONSTRAINT network_pkey PRIMARY KEY (network);
ALTER TABLE ONLY city_net.tile
    ADD CONSTRAINT tile_pkey PRIMARY KEY (tile);
CREATE INDEX amenity_change_geom_idx ON """Örtlich"" 15min".amenity_change USING gist (geom);
CREATE INDEX amenity_geom_idx ON """Örtlich"" 15min".amenity USING gist (geom);
CREATE INDEX amenity_tile_idx ON """Örtlich"" 15min".amenity USING btree (tile);
CREATE INDEX circle_geom_idx ON """Örtlich"" 15min".circle USING gist (geom);
CREATE INDEX circle_member_home_idx ON """Örtlich"" 15min".circle_member USING btree (home_id);
CREATE INDEX home_change_tile_idx ON """Örtlich"" 15min".home_change USING btree (tile);
CREATE INDEX home_geom_idx ON """Örtlich"" 15min".home USING gist (geom);
CREATE INDEX home_tile_idx ON """Örtlich"" 15min".home USING btree (tile);
CREATE INDEX amenity_amenity_id_idx ON city.amenity USING btree (amenity_id);
CREATE INDEX amenity_geom_idx ON city.amenity USING gist (geom);
CREATE INDEX circle_geom_idx ON city.circle USING gist (geom);
CREATE INDEX community_geom_idx ON city.community USING gist (geom);
CREATE INDEX home_geom_idx ON city.home USING gist (geom);
CREATE INDEX street_geom_idx ON city.street USING gist (geom);
CREATE INDEX subdistrict_geom_idx ON city.subdistrict USING gist (geom);
CREATE INDEX amenity_change_geom_idx ON city_15min.amenity_change USING gist (geom);
CREATE INDEX amenity_geom_idx ON city_15min.amenity USING gist (geom);
CREATE INDEX amenity_tile_idx ON city_15min.amenity USING btree (tile);
CREATE INDEX circle_geom_idx ON city_15min.circle USING gist (geom);
CREATE INDEX circle_member_home_idx ON city_15min.circle_member USING btree (home_id);
CREATE INDEX home_change_tile_idx ON city_15min.home_change USING btree (tile);
CREATE INDEX home_geom_idx ON city_15min.home USING gist (geom);
CREATE INDEX home_tile_idx ON city_15min.home USING btree (tile);
CREATE INDEX data_quality_tile_idx ON city_net.data_quality USING btree (tile);
ALTER TABLE ONLY """Örtlich"" 15min".home_walker
    ADD CONSTRAINT home_walker_home_id_fkey FOREIGN KEY (home_id) REFERENCES """Örtlich"" 15min".home(home_id) ON DELETE CASCADE;
ALTER TABLE ONLY city_15min.home_walker
    ADD CONSTRAINT home_walker_home_id_fkey FOREIGN KEY (home_id) REFERENCES city_15min.home(home_id) ON DELETE CASCADE;
