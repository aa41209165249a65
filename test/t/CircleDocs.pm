# CircleDocs.pm: the pages of the documentation as the tests read them.
#
#   my %page = doc_pages();          # path below the root => text, README.md and docs/ and CONTRIBUTING.md
#   my @blocks = doc_blocks($text);  # its fenced blocks in order: line, kind, text, output, excuse
package CircleDocs;

use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter 'import';
use File::Basename qw(dirname);
use File::Find;

our @EXPORT = qw(doc_root doc_pages doc_blocks doc_prose);

my $root = abs_path(dirname(__FILE__) . '/../..');

sub doc_root { return $root; }

sub slurp
{
	my ($path) = @_;
	open my $file, '<:encoding(UTF-8)', $path or die "$path: $!";
	local $/;
	return scalar <$file>;
}

sub doc_pages
{
	my @paths = grep { -e "$root/$_" } qw(README.md CONTRIBUTING.md src/README.md);
	find({ no_chdir => 1, wanted => sub { push @paths, substr $_, length "$root/" if /\.md\z/ } }, "$root/docs");
	return map { $_ => slurp("$root/$_") } @paths;
}

# A fenced block is an example (sql, sh), the output of the block right before it (text), or excused from being run by
# a comment on the line before its fence: <!-- not run: why -->.
sub doc_blocks
{
	my ($text) = @_;
	my ($line, $open, $said, $block, @blocks) = (0, 0, '');
	foreach (split /\n/, $text)
	{
		$line++;
		if ($open && $_ eq '```')
		{
			$open = 0;
			if ($block->{of}) { $block->{of}{output} = $block->{text}; }
			else { push @blocks, $block; }
			$said = '```';
		}
		elsif ($open) { $block->{text} .= "$_\n"; }
		elsif (/^```(\w*)/)
		{
			$open = 1;
			$block = { line => $line, kind => $1, text => '', output => '' };
			($block->{excuse}) = $said =~ /^<!-- not run: (.+) -->$/;
			$block->{of} = $blocks[-1] if $block->{kind} eq 'text' && $said eq '```';
		}
		elsif ($_ ne '') { $said = $_; }
	}
	die "a block is not closed\n" if $open;
	return @blocks;
}

# The text without its blocks and code.
sub doc_prose
{
	my ($text) = @_;
	$text =~ s/^```.*?^```$//msg;
	$text =~ s/`[^`\n]*`/`code`/g;
	return $text;
}

1;
