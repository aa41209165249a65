-- The shipped standards. Only data: verified says whether every figure was found in a public source, note says what was not.

INSERT INTO circle_builtin_standard (name, title_zh, title_en, source, verified, standard, note) VALUES
	('mofcom_2021', '一刻钟便民生活圈 5/8/15 分钟', 'Quarter-hour convenience life circle: 5, 8 and 15 minutes',
	 'Ministry of Commerce, press briefing of 2021-09-02', true,
	 'convenience within 5 min & small_supermarket within 5 min
	  & (breakfast | fast_food) within 8 min & pharmacy within 8 min & laundry within 8 min & barber within 8 min
	  & wet_market within 8 min
	  & supermarket within 15 min & service_centre within 15 min & repair within 15 min & leisure within 15 min
	  & (gym | fitness_outdoor | sports) within 15 min',
	 'Services and minutes as told in the briefing. How each is told from data is this catalogue''s choice: OpenStreetMap does not know the size of a supermarket.'),
	('mofcom_5min', '一刻钟便民生活圈 5 分钟', 'Convenience life circle: the 5-minute tier',
	 'Ministry of Commerce, press briefing of 2021-09-02', true,
	 'convenience within 5 min & small_supermarket within 5 min', ''),
	('mofcom_8min', '一刻钟便民生活圈 8 分钟', 'Convenience life circle: the 8-minute tier',
	 'Ministry of Commerce, press briefing of 2021-09-02', true,
	 '(breakfast | fast_food) within 8 min & pharmacy within 8 min & laundry within 8 min & barber within 8 min
	  & wet_market within 8 min', ''),
	('mofcom_15min', '一刻钟便民生活圈 15 分钟', 'Convenience life circle: the 15-minute tier',
	 'Ministry of Commerce, press briefing of 2021-09-02', true,
	 'supermarket within 15 min & service_centre within 15 min & repair within 15 min & leisure within 15 min
	  & (gym | fitness_outdoor | sports) within 15 min', ''),
	('mofcom_basic_15_of_23', '基本保障类 23 选 15', 'Basic types: at least 15 of 23',
	 'Star rating of Shanxi, 2023-10, after the Ministry of Commerce''s table of types', false,
	 '15 of (convenience within 15 min, supermarket within 15 min, wet_market within 15 min, fresh_food within 15 min,
	  breakfast within 15 min, laundry within 15 min, barber within 15 min, photo_print within 15 min,
	  housekeeping within 15 min, repair within 15 min, pharmacy within 15 min, parcel within 15 min,
	  elderly_daycare within 15 min, service_centre within 15 min, fast_food within 15 min,
	  small_supermarket within 15 min, recycling within 15 min, front_warehouse within 15 min, bank within 15 min,
	  telecom within 15 min, health_station within 15 min, community_canteen within 15 min, hardware within 15 min)',
	 '15 of 23 was found; of the 23 types those that circle_category marks as verified. The rule is on the circle: this is its reading from a home, within 15 minutes.'),
	('mofcom_quality_20_of_30', '品质提升类 30 选 20', 'Quality types: at least 20 of 30',
	 'Star rating of Shanxi, 2023-10, after the Ministry of Commerce''s table of types', false,
	 '20 of (nursing_home within 15 min, nursery within 15 min, gym within 15 min, cafe within 15 min, pet within 15 min,
	  restaurant within 15 min, books within 15 min, car_wash within 15 min, bakery within 15 min,
	  training within 15 min, travel_agency within 15 min, wellness within 15 min, florist within 15 min,
	  gift within 15 min, tea_house within 15 min, cinema within 15 min, mall within 15 min, clothing within 15 min,
	  optician within 15 min, dentist within 15 min, veterinary within 15 min, bar within 15 min, toys within 15 min,
	  electronics within 15 min, furniture within 15 min, sports_shop within 15 min, beauty within 15 min,
	  arts_centre within 15 min, mother_baby within 15 min, stationery within 15 min)',
	 '20 of 30 was found; of the 30 types those that circle_category marks as verified. The rule is on the circle: this is its reading from a home, within 15 minutes.'),
	('gb50180_2018_5min', '五分钟生活圈居住区', '5-minute residential life circle', 'GB 50180-2018', false,
	 'kindergarten within 300 m straight & elderly_daycare within 300 m straight
	  & service_station within 300 m straight & culture_station within 500 m straight
	  & sports_small within 300 m straight & fitness_outdoor within 300 m straight',
	 'The tier''s 300 m and the kindergarten''s were found; the other radii are not verified. Optional facilities and those without a radius are left out.'),
	('gb50180_2018_10min', '十分钟生活圈居住区', '10-minute residential life circle', 'GB 50180-2018', false,
	 'primary within 500 m straight & wet_market within 500 m straight & mall within 500 m straight
	  & sports_medium within 500 m straight & bus_stop within 500 m straight',
	 'The tier''s 500 m was found; the facilities'' radii are not verified. Optional facilities and those without a radius are left out.'),
	('gb50180_2018_15min', '十五分钟生活圈居住区', '15-minute residential life circle', 'GB 50180-2018', false,
	 'junior_secondary within 1000 m straight & health_centre within 1000 m straight
	  & culture_centre within 1000 m straight & service_centre within 1000 m straight
	  & sports_large within 1000 m straight & mall within 500 m straight & bus_stop within 500 m straight',
	 'The tier''s 800 to 1000 m and the school''s 1000 m (of the code of 2002) were found; the other radii are not verified. Optional facilities and those without a radius are left out.'),
	('gb50180_2018_5min_walk', '五分钟生活圈居住区(步行距离)', '5-minute residential life circle, on foot', 'GB 50180-2018', false,
	 'kindergarten within 300 m & elderly_daycare within 300 m & service_station within 300 m & culture_station within 500 m
	  & sports_small within 300 m & fitness_outdoor within 300 m',
	 'As gb50180_2018_5min, with the radii read as walking distances: stricter than the code.'),
	('gb50180_2018_10min_walk', '十分钟生活圈居住区(步行距离)', '10-minute residential life circle, on foot', 'GB 50180-2018', false,
	 'primary within 500 m & wet_market within 500 m & mall within 500 m & sports_medium within 500 m & bus_stop within 500 m',
	 'As gb50180_2018_10min, with the radii read as walking distances: stricter than the code.'),
	('gb50180_2018_15min_walk', '十五分钟生活圈居住区(步行距离)', '15-minute residential life circle, on foot', 'GB 50180-2018', false,
	 'junior_secondary within 1000 m & health_centre within 1000 m & culture_centre within 1000 m
	  & service_centre within 1000 m & sports_large within 1000 m & mall within 500 m & bus_stop within 500 m',
	 'As gb50180_2018_15min, with the radii read as walking distances: stricter than the code.'),
	('gb50180_2018', '城市居住区规划设计标准', 'Residential life circles: all tiers', 'GB 50180-2018', false,
	 'kindergarten within 300 m straight & elderly_daycare within 300 m straight & service_station within 300 m straight
	  & culture_station within 500 m straight & sports_small within 300 m straight & fitness_outdoor within 300 m straight
	  & primary within 500 m straight & wet_market within 500 m straight & mall within 500 m straight & sports_medium within 500 m straight
	  & bus_stop within 500 m straight
	  & junior_secondary within 1000 m straight & health_centre within 1000 m straight & culture_centre within 1000 m straight
	  & service_centre within 1000 m straight & sports_large within 1000 m straight',
	 'The tiers are not cumulative: all must be met. See gb50180_2018_5min, _10min and _15min; what two of them ask alike is asked once.'),
	('gb50180_2018_walk', '城市居住区规划设计标准(步行距离)', 'Residential life circles: all tiers, on foot', 'GB 50180-2018', false,
	 'kindergarten within 300 m & elderly_daycare within 300 m & service_station within 300 m
	  & culture_station within 500 m & sports_small within 300 m & fitness_outdoor within 300 m
	  & primary within 500 m & wet_market within 500 m & mall within 500 m & sports_medium within 500 m
	  & bus_stop within 500 m
	  & junior_secondary within 1000 m & health_centre within 1000 m & culture_centre within 1000 m
	  & service_centre within 1000 m & sports_large within 1000 m',
	 'As gb50180_2018, with the radii read as walking distances: stricter than the code.'),
	('td_t_1063_2021', '国土空间规划城市体检步行覆盖率', 'City health check: walking coverage', 'TD/T 1063-2021', false,
	 'elderly_daycare within 5 min & primary within 10 min & (wet_market | fresh_food) within 10 min
	  & (health_centre | health_station) within 15 min & junior_secondary within 15 min
	  & (culture_centre | culture_station) within 15 min & sports within 15 min
	  & metro_station within 800 m straight & hospital within 2000 m straight & (park | plaza) within 5 min',
	 'Indicators and limits were found in two implementations; that they are those of TD/T 1063-2021, and the 5 minutes to a park or plaza, are not verified.'),
	('sdg_11_2_1', '可持续发展目标 11.2.1', 'Convenient access to public transport', 'SDG indicator 11.2.1, metadata', true,
	 '(bus_stop | tram_stop) within 500 m | (metro_station | train_station | ferry_terminal) within 1000 m',
	 'Walking distance on the street network.'),
	('paris_15min', '巴黎 15 分钟城市', 'Paris: the 15-minute city', 'Moreno et al., Paris since 2016', false,
	 'office within 15 min & commerce within 15 min & health_care within 15 min & learning within 15 min
	  & entertainment within 15 min',
	 'Found: 15 minutes on foot or by bicycle. The six functions are not verified: working, commerce, health care, education, entertainment, and living, which is the home itself. This is the reading on foot.'),
	('bruno_2024', 'Bruno 等 2024', 'Universal framework for inclusive 15-minute cities', 'Bruno et al., Nature Cities 2024', true,
	 'outdoor * 20 within 15 min & learning * 20 within 15 min & supplies * 20 within 15 min & eating * 20 within 15 min
	  & moving * 20 within 15 min & cultural * 20 within 15 min & physical_exercise * 20 within 15 min
	  & services * 20 within 15 min & health_care * 20 within 15 min',
	 'Nine categories, the 20 nearest of each, 15 minutes. The paper takes the mean time over all of them, which is circle_proximity_time; as a standard, all of them must be within. The paper''s list of tags was not found.'),
	('nexi_2023', 'NEXI 2023', 'Next Proximity Index', 'Olivari et al. 2023', false,
	 'learning within 15 min & entertainment within 15 min & grocery within 15 min & health_care within 15 min
	  & posts_banks within 15 min & park within 15 min & eating within 15 min & shopping within 15 min',
	 'Found: the nearest of each category, full value to 15 minutes and none beyond 30, as the decay ''linear'' has it. The list of categories is not verified.'),
	('walkscore_2010_like', '类 Walk Score', 'Walk-Score-like profile', 'After the white paper of 2010', false,
	 'grocery within 15 min weight 3 & restaurant * 10 within 15 min weight 3 & shopping * 5 within 15 min weight 2
	  & cafe * 2 within 15 min weight 2 & bank within 15 min & park within 15 min & school within 15 min
	  & books within 15 min & entertainment within 15 min',
	 'Categories, numbers and weights of categories were found. Not the same: here the ranks of a category weigh alike, and with the decay ''linear'' the value falls from 15 to 30 minutes, not from 5.'),
	('eight_stops', '步行 8 分钟 8 个公交站', 'Eight bus stops in eight minutes, two metro stations in fifteen',
	 'Report on Liangjiang New Area, Chongqing, 2024', true,
	 'bus_stop * 8 within 8 min & metro_station * 2 within 15 min',
	 'Read as stops: opposite poles are one. See eight_poles.'),
	('eight_poles', '步行 8 分钟 8 个公交站牌', 'Eight bus stop poles in eight minutes, two metro stations in fifteen',
	 'Report on Liangjiang New Area, Chongqing, 2024', true,
	 'bus_pole * 8 within 8 min & metro_station * 2 within 15 min',
	 'Read as poles: each side of a road counts. See eight_stops.'),
	('qingdao_shinan_2009', '青岛市南区社区商业配置', 'Qingdao Shinan: community commerce',
	 'Guiding standard of Shinan district, 2009', true,
	 'convenience within 200 m straight & restaurant within 300 m straight & pharmacy within 300 m straight
	  & small_supermarket within 500 m straight & barber within 500 m straight & laundry within 500 m straight
	  & (wet_market | fresh_food) within 800 m straight & supermarket within 800 m straight & bank within 800 m straight',
	 'Radii as found, read as straight lines; the pharmacy that is open at night is left out.');

-- The rule on types is both of its halves.
INSERT INTO circle_builtin_standard (name, title_zh, title_en, source, verified, standard, note)
SELECT 'mofcom_types', '基本保障类 15/23, 品质提升类 20/30', 'Types of a life circle: 15 of 23 basic and 20 of 30 quality',
	   max(source), bool_and(verified), string_agg(standard::text, ' & ' ORDER BY name)::circle_standard,
	   'See mofcom_basic_15_of_23 and mofcom_quality_20_of_30.'
  FROM circle_builtin_standard WHERE name IN ('mofcom_basic_15_of_23', 'mofcom_quality_20_of_30');
