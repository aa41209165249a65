\echo Use "CREATE EXTENSION circle_ext CASCADE" to load this file. \quit
