#!/usr/bin/perl
# What Tests/Benchmarks/DueTimes.swift does, by Business::Hours; prints the same two things.
# usage: TZ=Europe/London due_times.pl HOURS COUNT
use strict;
use warnings;
use Business::Hours;
use Time::HiRes 'time';

my ($hours, $count) = @ARGV;
my $calendar = Business::Hours->new;
my %day = (Start => '9:00', End => '17:30');
my %off = (Start => undef, End => undef);
my @holidays = qw(01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26);
$calendar->business_hours(
    0 => {Name => 'Sunday', %off},
    (map { $_ => {Name => "Day $_", %day} } 1 .. 5),
    6 => {Name => 'Saturday', %off},
    holidays => \@holidays,
);

my @dues;
my $began = time;
for my $index (0 .. $count - 1) {
    my $start = 1609459200 + $index * 15485863 % 157766400;
    # It counts whole seconds, the last of which ends where the next begins.
    push @dues, $calendar->add_seconds($start, $hours * 3600 - 1) + 1;
}
print time - $began, "\n";
print "$_\n" for @dues;
