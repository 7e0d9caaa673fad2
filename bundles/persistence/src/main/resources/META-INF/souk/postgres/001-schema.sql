CREATE FUNCTION souk_millis() RETURNS BIGINT LANGUAGE SQL STABLE AS 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint';
