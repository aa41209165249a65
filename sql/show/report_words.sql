-- The report, first part: its words in each language, and how numbers and needs are written.

CREATE FUNCTION circle__report_languages() RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN '{en,zh}'::text[];
COMMENT ON FUNCTION circle__report_languages() IS 'Languages that a report can be written in.';

CREATE TABLE circle__report_word (key text PRIMARY KEY, en text NOT NULL, zh text NOT NULL);
COMMENT ON TABLE circle__report_word IS 'Words of reports in each language, and problems of data_quality; %s are places for numbers and names.';
COMMENT ON COLUMN circle__report_word.key IS 'What the report knows them by.';
COMMENT ON COLUMN circle__report_word.en IS 'In English.';
COMMENT ON COLUMN circle__report_word.zh IS 'In Chinese.';
GRANT SELECT ON circle__report_word TO PUBLIC;

INSERT INTO circle__report_word (key, en, zh) VALUES
	('html_lang', 'en', 'zh-Hans'),
	('subtitle', 'Who can walk to what they need?', '居民步行可达性报告'),
	('version', 'Version %s, %s', '第 %s 期，%s'),
	('people', 'people', '人口'),
	('homes', 'homes', '住房'),
	('people_unit', 'people', '人'),
	('homes_unit', 'homes', '处住房'),
	('headline_people', 'of %s live where everything the standard asks for is within its walk', '的%s居住在各项需求均步行可达的住房中'),
	('nobody_counted', 'No home has a number of people: homes are counted.', '住房均无人口数据，按住房处数统计。'),
	('headline_homes', 'of homes have everything the standard asks for within its walk', '的住房各项需求均步行可达'),
	('of_people_homes', '%s of %s %s; %s of %s homes', '%s / %s %s；%s / %s 处住房'),
	('of_homes', '%s of %s homes', '%s / %s 处住房'),
	('in_circle', 'of %s live in a life circle', '的%s居住在便民生活圈内'),
	('in_circle_homes', 'of homes lie in a life circle', '的住房位于便民生活圈内'),
	('circle_facts', '%s circles, %s outlets, %s per circle', '%s 个生活圈，%s 个网点，平均每圈 %s 个'),
	('accepted_facts', '%s of %s circles are accepted; %s live in one', '%s / %s 个生活圈达标，覆盖 %s'),
	('mean_score', 'points of 100, the mean score', '分（满分 100），平均得分'),
	('score_facts', 'A home gets 100 if it meets every need, and less for each that it does not.', '满足全部需求得 100 分，未满足的需求相应扣减。'),
	('off_network_people', '%s whose home no street reaches', '%s所在住房未接入步行网络'),
	('off_network_homes', 'homes that no street reaches', '处住房未接入步行网络'),
	('island_facts', 'neither covered nor left out; %s more on streets cut off from the rest', '既不计为达标也不剔除；另有 %s 位于孤立路段'),
	('met', 'met', '达标'),
	('not_met', 'not met', '未达标'),
	('unknown', 'unknown: off the network', '未知（未接入步行网络）'),
	('map', 'Where the standard is met', '达标情况分布图'),
	('map_cells', 'Each cell holds the homes around it; its size grows with their number of %s, its colour is the share that meets the standard.', '每个六边形汇总其周围的住房：大小随%s增加，颜色为达标比例。'),
	('map_dots', 'Each dot is a home.', '每个点为一处住房。'),
	('map_streets', 'Streets: the longest are drawn.', '道路：仅绘较长者。'),
	('map_no_streets', 'Without streets: %s.', '未绘道路：%s。'),
	('streets_unreadable', 'the network cannot be read', '无法读取步行网络'),
	('streets_too_many', 'the area is too large', '范围过大'),
	('community_border', 'community', '社区边界'),
	('circle_mark', 'life circle', '生活圈'),
	('circle_area', 'drawn area of a circle', '生活圈划定范围'),
	('needs', 'Need by need', '逐项需求'),
	('needs_note', 'Each need by itself, over the whole study; where the standard joins needs by “or”, one of them is enough. Median and nine in ten: within how much so many meet the need.', '各项需求单独统计全域达标比例；标准中以“或”连接的需求满足其一即可。中位数与九成：相应比例的人满足该需求所需的步行距离或时间。'),
	('need', 'Need', '需求'),
	('share_people', 'Covered', '达标比例'),
	('without', 'Without', '未达标'),
	('median', 'Median', '中位数'),
	('p90', 'Nine in ten', '九成'),
	('straight', 'Straight lines', '直线口径'),
	('weights', 'Whom it reaches', '惠及人群'),
	('weights_note', 'Straight lines: the share that buffers would claim. Proximity: the mean walk to the nearest amenities of all categories asked for; F15: the share with at most 15 min (Bruno et al. 2024). Gini and Palma: how unequal these walks are.', '直线口径：按直线缓冲区计算的比例。就近时间：到各所需类别最近若干设施的平均步行时间；F15：就近时间不超过 15 分钟的比例（Bruno 等，2024）。基尼系数与帕尔马比反映就近时间的不均衡程度。'),
	('weight_of', 'Counted by', '统计口径'),
	('sum', 'Sum', '总量'),
	('weight ', 'homes', '住房（处）'),
	('weight population', 'people', '人口（人）'),
	('weight households', 'households', '家庭（户）'),
	('weight elderly', 'elderly people', '老年人（人）'),
	('weight children', 'children', '儿童（人）'),
	('weight land_m2', 'residential land, m²', '居住用地（平方米）'),
	('proximity', 'Proximity', '就近时间'),
	('others', 'Other walkers and standards', '其他步行者与标准'),
	('walker', 'Walker', '步行者'),
	('standard', 'Standard', '标准'),
	('score', 'Mean score', '平均得分'),
	('communities', 'Communities', '各社区'),
	('communities_note', 'The lowest share first.', '按达标比例由低到高排列。'),
	('community', 'Community', '社区'),
	('in_none', '(in no community)', '（不属于任何社区）'),
	('total', 'All', '合计'),
	('unsnapped', 'Off network', '未接入'),
	('circles', 'Life circles', '便民生活圈'),
	('circles_note', 'The circles of most residents first. An outlet in two circles counts in both.', '按服务居民数由多到少排列；位于两个圈内的网点分别计数。'),
	('circle', 'Circle', '生活圈'),
	('residents', 'Residents', '居民'),
	('outlets', 'Outlets', '网点'),
	('per_1000', 'per 1,000', '每千人'),
	('kinds', 'Basic kinds', '基本业态'),
	('accepted', 'Accepted', '是否达标'),
	('yes', 'yes', '是'),
	('no', 'no', '否'),
	('gaps', 'What is missing most', '最突出的缺口'),
	('gaps_note', 'By community and need, ranked by the %s affected. Nearest now and met within: medians over their homes.', '按社区与需求汇总，以受影响%s排序。“现最近”与“满足需”为相关住房的中位数。'),
	('missing', 'Missing', '缺少'),
	('nearest', 'Nearest now', '现最近'),
	('would_take', 'Met within', '满足需'),
	('beyond', 'out of reach', '超出范围'),
	('no_gaps', 'Every home that a street reaches meets the standard.', '接入步行网络的住房全部达标。'),
	('any_of', 'none of several alternatives', '多选需求均未满足'),
	('quality', 'Data quality', '数据质量'),
	('quality_note', 'What could not be used as meant, or looks wrong: all of it is in the table data_quality.', '未能按原意使用或存疑的数据，详见 data_quality 表。'),
	('input', 'Input', '输入'),
	('problem', 'Problem', '问题'),
	('rows', 'Rows', '行数'),
	('example', 'For example', '示例'),
	('no_problems', 'Nothing was found wrong.', '未发现问题。'),
	('history', 'Version by version', '历期变化'),
	('history_note', 'Share %s from version %s (%s) to version %s (%s).', '自第 %2$s 期（%3$s）至第 %4$s 期（%5$s）的达标比例%1$s。'),
	('rose', 'rose', '上升'),
	('fell', 'fell', '下降'),
	('stayed', 'stayed', '不变'),
	('method', 'Method', '方法与参数'),
	('method_note', 'A home meets a need if enough amenities of the category are within the limit, walked on the streets of the network from door to door; it meets the standard if all that the standard asks for holds. Times are exact, in whole tenths of a second. Homes off the network count as not covered and are shown apart.', '某住房在限定步行范围内有足够数量的该类设施即为满足该项需求；满足标准的全部要求即为达标。步行沿实际路网自门到门逐一精确计算（精度 0.1 秒）。未接入步行网络的住房不计为达标，并单独列示。'),
	('asked', 'Standard', '标准'),
	('walks', 'Walker', '步行者'),
	('walker_facts', '%s: %s m/s on the flat; %s; %s; at most %s m from a home to a street', '%s：平路 %s 米/秒；%s；%s；住房距道路不超过 %s 米'),
	('with_steps', 'steps take %s times as long', '台阶耗时 %s 倍'),
	('without_steps', 'no steps', '不走台阶'),
	('slope none', 'slopes do not count', '不计坡度'),
	('slope tobler', 'slopes by Tobler''s function', '坡度按 Tobler 函数'),
	('slope naismith', 'slopes by Naismith''s rule', '坡度按 Naismith 规则'),
	('direction', 'Direction', '步行方向'),
	('direction from_home', 'from home', '自住房出发'),
	('direction to_home', 'to home', '返回住房'),
	('direction round_trip', 'round trip, half of it', '往返取平均'),
	('horizon', 'Horizon', '计算范围'),
	('circle_rule', 'Circles', '生活圈'),
	('circle_rule_facts', 'a home is in a circle if it walks to the centre in %s min or lies in its drawn area', '步行 %s 分钟内可达中心或位于划定范围内的住房属于该生活圈'),
	('counted', 'Counted', '统计对象'),
	('counted_facts', '%s homes, %s %s, %s amenities', '%s 处住房，%s %s，%s 个设施'),
	('weight', 'by column “%s” of the homes', '取自住房字段“%s”'),
	('sources', 'Sources', '数据来源'),
	('homes_input', 'homes', '住房'),
	('amenities_input', 'amenities', '设施'),
	('communities_input', 'communities', '社区'),
	('circles_input', 'circles', '生活圈'),
	('streets_input', 'streets', '道路'),
	('standards_input', 'standards', '标准'),
	('software', 'Computed by', '计算软件'),
	('and_more', 'and %s more', '另有 %s 项'),
	('scale', '%s m', '%s 米'),
	('scale_km', '%s km', '%s 公里'),
	('min', '%s min', '%s 分钟'),
	('m', '%s m', '%s 米'),
	('m straight', '%s m', '%s 米'),
	('within min', '%s within %s min', '%s，步行 %s 分钟内'),
	('within m', '%s within %s m on foot', '%s，步行 %s 米内'),
	('within m straight', '%s within %s m in a straight line', '%s，直线 %s 米内'),
	('times', '%s × %s', '%2$s %1$s 个'),
	('null key', 'row without key', '缺少主键'),
	('duplicate key', 'key used twice', '主键重复'),
	('null geometry', 'no geometry', '缺少几何'),
	('empty geometry', 'empty geometry', '几何为空'),
	('coordinates out of range', 'coordinates out of range', '坐标超出范围'),
	('no category', 'no category', '缺少类别'),
	('unknown category', 'unknown category', '类别未知'),
	('category not asked for', 'category not asked for', '标准未涉及的类别'),
	('no amenities', 'no amenity of a category that is asked for', '所需类别无任何设施'),
	('no homes', 'no homes', '无住房'),
	('in no community', 'in no community', '不在任何社区内'),
	('near the edge of the streets', 'near the edge of the streets', '邻近路网边界'),
	('weight unknown', 'number of people unknown', '人数未知'),
	('key of several amenities', 'one key for amenities far apart', '相距甚远的设施共用主键'),
	('coordinates in metres', 'metres given as degrees', '以米为单位的坐标被当作经纬度'),
	('duplicate amenity', 'same name and category within 50 m', '50 米内同名同类'),
	('unusable weight', 'unusable number of people', '人数无效'),
	('off the network', 'off the network', '未接入步行网络'),
	('on an island', 'on streets cut off from the rest', '位于孤立路段'),
	('snapped to closed edge', 'only a street without doors in reach', '附近仅有无出入口路段'),
	('swapped coordinates', 'longitude and latitude swapped', '经纬度颠倒'),
	('shifted coordinates', 'coordinates look shifted (GCJ-02, BD-09)', '坐标疑似偏移（GCJ-02、BD-09）');

CREATE FUNCTION circle__report_words(lang text) RETURNS jsonb
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT jsonb_object_agg(w.key, CASE lang WHEN 'zh' THEN w.zh ELSE w.en END) || jsonb_build_object('lang', lang) FROM circle__report_word AS w;
END;
COMMENT ON FUNCTION circle__report_words(text) IS 'The words of a report in a language, by key; problems of data_quality are keys too.';

CREATE FUNCTION circle__html(value text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN replace(replace(replace(replace(replace(regexp_replace(value, '[\x01-\x08\x0B\x0C\x0E-\x1F\x7F]', '?', 'g'),
		'&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;');
COMMENT ON FUNCTION circle__html(text) IS 'Text as HTML and SVG show it, in elements and in quoted attributes; control characters, which they do not allow, become question marks.';

CREATE FUNCTION circle__html_name(name text, longest int DEFAULT 100) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN '<bdi>' || circle__html(CASE WHEN length(name) > longest THEN left(name, longest - 1) || '…' ELSE name END) || '</bdi>';
COMMENT ON FUNCTION circle__html_name(text, int) IS 'A name as HTML, cut if it is too long, that keeps its own direction of writing to itself.';

CREATE FUNCTION circle__report_number(value float8, digits int DEFAULT 0) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN coalesce(to_char(value::numeric, 'FM999,999,999,999,990' || CASE WHEN digits > 0 THEN '.' || repeat('0', digits) ELSE '' END), '–');
COMMENT ON FUNCTION circle__report_number(float8, int) IS 'A number with so many decimals; a dash for NULL.';

CREATE FUNCTION circle__report_percent(share float8) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN coalesce(round(100 * share::numeric, 1) || chr(160) || '%', '–');
COMMENT ON FUNCTION circle__report_percent(float8) IS 'A share as percent with one decimal, in one piece; a dash for NULL.';
