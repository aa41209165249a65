# Links within the documentation lead to files and headings that exist, and every page of docs/ can be reached from
# README.md.
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use Test::More;
use CircleDocs;

my $root = doc_root();
binmode Test::More->builder->$_, ":encoding(UTF-8)" foreach qw(output failure_output todo_output);
my %page = doc_pages();

# The anchors that GitHub makes of headings.
sub anchors
{
	my ($text) = @_;
	my (%seen, %anchors);
	foreach (doc_prose_keeping_code($text) =~ /^#+ +(.*?)\s*$/mg)
	{
		my $anchor = lc s/\[([^\]]*)\]\([^)]*\)/$1/gr =~ s/[^\w\- ]//gr =~ s/ /-/gr;
		my $again = $seen{$anchor}++;
		$anchors{ $again ? "$anchor-$again" : $anchor } = 1;
	}
	$anchors{$1} = 1 while $text =~ /<a (?:id|name)="([^"]+)">/g;
	return \%anchors;
}

sub doc_prose_keeping_code { return $_[0] =~ s/^```.*?^```$//msgr; }

sub resolve
{
	my ($from, $link) = @_;
	return $from if $link eq '';
	my @parts = split m{/}, $from;
	pop @parts;
	for (split m{/}, $link) { $_ eq '..' ? pop @parts : $_ eq '.' || push @parts, $_; }
	return join '/', @parts;
}

my %anchors = map { $_ => anchors($page{$_}) } keys %page;
my %links;
foreach my $path (sort keys %page)
{
	my @bad;
	my $text = doc_prose($page{$path});
	foreach my $link ($text =~ /\]\(([^)\s]+)\)/g)
	{
		next if $link =~ /^(?:https?|mailto):/;
		my ($file, $anchor) = $link =~ /^([^#]*)#?(.*)$/;
		my $target = resolve($path, $file);
		$links{$path}{$target} = 1;
		if (!-e "$root/$target") { push @bad, "$link: no such file"; }
		elsif ($anchor ne '' && !($anchors{$target} && $anchors{$target}{$anchor})) { push @bad, "$link: no such heading"; }
	}
	is(join("\n", @bad), '', "links of $path");
}

my @todo = ('README.md');
my %reached = ('README.md' => 1);
while (defined(my $path = shift @todo))
{
	push @todo, grep { $page{$_} && !$reached{$_}++ } sort keys %{ $links{$path} // {} };
}
is(join(', ', grep { m{^docs/} && !$reached{$_} } sort keys %page), '', 'README.md leads to every page');
done_testing();
