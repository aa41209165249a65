# CircleMvt.pm: a reader of Mapbox vector tiles (version 2), by the specification and nothing else.
#
#   my $layers = mvt_decode($bytes);   # { name => { version, extent, features => [ { type, points, properties } ] } }
package CircleMvt;

use strict;
use warnings;
use Exporter 'import';

our @EXPORT = qw(mvt_decode mvt_lon_lat);

sub varint
{
	my ($bytes, $at) = @_;
	my ($value, $shift) = (0, 0);
	while (1)
	{
		die "a varint runs over the end\n" if $$at >= length $$bytes;
		my $byte = ord substr $$bytes, $$at++, 1;
		$value |= ($byte & 127) << $shift;
		return $value if $byte < 128;
		$shift += 7;
	}
}

# A message as [field number, value] pairs.
sub message
{
	my ($bytes) = @_;
	my $at = 0;
	my @fields;
	while ($at < length $bytes)
	{
		my $tag = varint(\$bytes, \$at);
		my ($field, $wire) = ($tag >> 3, $tag & 7);
		if ($wire == 0) { push @fields, [ $field, varint(\$bytes, \$at) ]; next; }
		my $length = $wire == 2 ? varint(\$bytes, \$at) : $wire == 1 ? 8 : $wire == 5 ? 4 : die "wire type $wire\n";
		die "a field runs over the end\n" if $at + $length > length $bytes;
		push @fields, [ $field, substr $bytes, $at, $length ];
		$at += $length;
	}
	return @fields;
}

sub packed
{
	my ($bytes) = @_;
	my $at = 0;
	my @values;
	push @values, varint(\$bytes, \$at) while $at < length $bytes;
	return @values;
}

sub zigzag
{
	my ($value) = @_;
	return $value & 1 ? -(($value + 1) >> 1) : $value >> 1;
}

sub value
{
	my ($field, $value) = @{ (message(shift))[0] };
	return $value if $field == 1 || $field == 4 || $field == 5;
	return unpack 'f<', $value if $field == 2;
	return unpack 'd<', $value if $field == 3;
	return zigzag($value) if $field == 6;
	return $value ? 't' : 'f' if $field == 7;
	die "value of kind $field\n";
}

# Every position of a geometry, whatever commands they stand in.
sub points
{
	my @commands = packed(shift);
	my ($x, $y, @points) = (0, 0);
	while (@commands)
	{
		my $command = shift @commands;
		my ($id, $count) = ($command & 7, $command >> 3);
		next if $id == 7;
		die "command $id\n" unless $id == 1 || $id == 2;
		for (1 .. $count)
		{
			$x += zigzag(shift @commands);
			$y += zigzag(shift @commands);
			push @points, [ $x, $y ];
		}
	}
	return \@points;
}

sub feature
{
	my ($bytes, $keys, $values) = @_;
	my %feature = (properties => {});
	foreach (message($bytes))
	{
		my ($field, $value) = @$_;
		$feature{type} = $value if $field == 3;
		$feature{points} = points($value) if $field == 4;
		next unless $field == 2;
		my @tags = packed($value);
		while (my ($key, $number) = splice @tags, 0, 2)
		{
			die "a tag points nowhere\n" unless $key < @$keys && $number < @$values;
			$feature{properties}{ $keys->[$key] } = $values->[$number];
		}
	}
	return \%feature;
}

sub mvt_decode
{
	my ($bytes) = @_;
	my %layers;
	foreach (message($bytes))
	{
		my ($field, $body) = @$_;
		die "field $field of a tile\n" unless $field == 3;
		my (%layer, @features, @keys, @values);
		foreach (message($body))
		{
			my ($part, $value) = @$_;
			$layer{name} = $value if $part == 1;
			push @features, $value if $part == 2;
			push @keys, $value if $part == 3;
			push @values, value($value) if $part == 4;
			$layer{extent} = $value if $part == 5;
			$layer{version} = $value if $part == 15;
		}
		$layer{features} = [ map { feature($_, \@keys, \@values) } @features ];
		$layers{ $layer{name} } = \%layer;
	}
	return \%layers;
}

# Where a position of a tile is on the globe.
sub mvt_lon_lat
{
	my ($z, $x, $y, $extent, $point) = @_;
	my $pi = 4 * atan2 1, 1;
	my $lon = ($x + $point->[0] / $extent) / 2**$z * 360 - 180;
	my $n = $pi * (1 - 2 * ($y + $point->[1] / $extent) / 2**$z);
	return ($lon, 180 / $pi * atan2((exp($n) - exp(-$n)) / 2, 1));
}

1;
