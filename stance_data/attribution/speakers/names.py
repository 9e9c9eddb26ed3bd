"""Given names with the gender they are given to, and what else tells a name from other words.

The given names are those of the U.S. Census Bureau's "Frequently Occurring Surnames and Names from
the 1990 Census" (``dist.female.first``, ``dist.male.first``; a work of the U.S. government, in the
public domain) that at least 0.01 % of one gender bear. A name counts for a gender if it is nine
times as frequent there as in the other; the rest are names of both. Words that are more often
something else are left out ("August", "Young"). The census knows few names from elsewhere: the
lists of names in world news beside them are our own.
"""

from __future__ import annotations

from stance_data.attribution.speakers.wordlists import words

__all__ = [
    "FUNCTION_WORDS",
    "NOT_NAMES",
    "PARTICLES",
    "SUFFIXES",
    "gender_of_given_name",
    "is_given_name",
]


def gender_of_given_name(word: str) -> str | None:
    """Return ``"female"`` or ``"male"``, or None where a name tells neither.

    A double name has the gender of its first part.

    Examples
    --------
    >>> [gender_of_given_name(word) for word in ("Clare", "Mary-Ann", "Kim")]
    ['female', 'female', None]
    """
    first = word.split("-")[0]
    if first in _CENSUS_FEMALE or first in _NEWS_FEMALE:
        return "female"
    if first in _CENSUS_MALE or first in _NEWS_MALE:
        return "male"
    return None


def is_given_name(word: str) -> bool:
    """Tell whether `word` is a given name of the lists.

    Examples
    --------
    >>> is_given_name("Kim"), is_given_name("Committee")
    (True, False)
    """
    return word in _CENSUS_BOTH or gender_of_given_name(word) is not None


PARTICLES = words(
    """
abu al ben bin da das de del della den der di do dos du e el ibn la le mac st ten ter van vander
von y
"""
)
"""Lower-case or not, they belong to the family name that follows."""

SUFFIXES = words("esq ii iii iv jr md phd sr")
"""After a family name."""

FUNCTION_WORDS = words(
    """
a about above according across actually additionally advertisement after afterwards again against
ago ahead all along also although always amid among an and another any anyone are aren't as asked
at back be because been before behind being below besides between both breaking but by can
caption citing could currently despite did do does during each earlier either even eventually
ever every everyone few finally first for from further furthermore given had has have having he
hello her here hers him his how however i i'd i'll i'm i've if image images in indeed inside
instead into is it it's its itself just last late lately later let like likewise look many may
maybe me meanwhile might more moreover most much my near nearly neither never nevertheless next
no nobody none nor not nothing now of off often oh ok okay on once one ones only or other others
our out outside over overall perhaps photo please plus possibly previously quoting rather read
really recently related right said say says second see separately several shall share she should
similarly since so some someone something sometimes soon speaking still stories story such sure
than thank thanks that that's the their them then there there's therefore these they they're
third this those though three through throughout thus to today together tomorrow tonight too
toward towards two ultimately under unfortunately unless unlike until up update updated upon us
usually very video was wasn't we we'll we're we've well were what what's whatever when
where whereas whether which while who whoever whom whose why will with within without won't would
yes yesterday yet you you'll you're your
"""
)
"""Words that begin a sentence with a capital and no name."""

NOT_NAMES = words(
    """
am apr april aug august bible christmas dec december easter edt english est feb february friday
gmt god halloween internet jan january july june koran latin mar march may monday nov november
oct october pdt pm pst quran ramadan saturday sep sept september sunday thanksgiving thursday
tuesday wednesday
"""
)
"""Capitalised words that are nobody's name."""

_CENSUS_FEMALE = words(
    """
Abby Abigail Ada Addie Adela Adele Adeline Adriana Adrienne Agnes Aida Aileen Aimee Alana Alberta
Alejandra Alexandra Alexandria Alice Alicia Aline Alisa Alisha Alison Alissa Allie Allison
Allyson Alma Alta Althea Alyce Alyssa Amalia Amanda Amber Amelia Amie Amy Ana Anastasia Andrea
Angela Angelia Angelica Angelina Angeline Angie Anita Ann Anna Annabelle Anne Annette Annie
Antoinette April Araceli Arlene Arline Ashlee Ashley Audra Audrey Augusta Aurelia Aurora Autumn
Ava Avis Barbara Barbra Beatrice Beatriz Becky Belinda Benita Bernadette Bernadine Bernice Berta
Bertha Bessie Beth Bethany Betsy Bette Bettie Betty Bettye Beulah Beverly Bianca Blanca Blanche
Bobbi Bonita Bonnie Brandi Brandy Brenda Briana Brianna Bridget Bridgette Brittany Brittney
Brooke Caitlin Callie Camille Candace Candice Candy Cara Carla Carlene Carly Carmela Carmella
Carmen Carol Carole Carolina Caroline Carolyn Carrie Cassandra Cassie Catalina Catherine Cathleen
Cathy Cecelia Cecile Cecilia Celeste Celia Chandra Charity Charlene Charlotte Charmaine Chasity
Chelsea Cheri Cherie Cheryl Christa Christi Christie Christina Christine Christy Chrystal Cindy
Claire Clara Clare Clarice Clarissa Claudette Claudia Claudine Colette Colleen Concepcion Connie
Constance Consuelo Cora Corina Corine Corinne Cornelia Corrine Cristina Crystal Cynthia Daisy
Danielle Daphne Darcy Darla Darlene Dawn Deana Deanna Deanne Debbie Debora Deborah Debra Deena
Deidre Deirdre Delia Della Delores Deloris Dena Denise Desiree Diana Diane Dianna Dianne Dina
Dixie Dollie Dolly Dolores Dona Donna Dora Doreen Doris Dorothea Dorothy Dorthy Earlene Earline
Earnestine Ebony Edith Edna Edwina Effie Eileen Elaine Eleanor Elena Elinor Elisa Elisabeth Elise
Eliza Elizabeth Ella Ellen Elma Elnora Eloise Elsa Elsie Elva Elvia Elvira Emilia Emily Emma
Erica Ericka Erika Erin Erma Ernestine Esmeralda Esperanza Essie Estela Estella Estelle Ester
Esther Ethel Etta Eugenia Eula Eunice Eva Evangeline Eve Evelyn Faith Fannie Fay Faye Felicia
Fern Flora Florence Flossie Fran Frances Francine Francisca Freda Frieda Gabriela Gabrielle Gail
Gay Gayle Gena Geneva Genevieve Georgette Georgia Georgina Geraldine Gertrude Gina Ginger Gladys
Glenda Glenna Gloria Goldie Grace Gracie Graciela Greta Gretchen Gwen Gwendolyn Haley Hannah
Harriet Harriett Hattie Hazel Heather Heidi Helen Helena Helene Henrietta Hilary Hilda Hillary
Holly Hope Ida Ila Ilene Imelda Imogene Ina Inez Ingrid Irene Iris Irma Isabel Isabelle Iva Ivy
Jaclyn Jacqueline Jacquelyn Jami Jana Jane Janelle Janet Janette Janice Janie Janine Janis Janna
Jasmine Jayne Jeanette Jeanie Jeanine Jeanne Jeannette Jeannie Jeannine Jenifer Jenna Jennie
Jennifer Jenny Jeri Jerri Jessica Jill Jillian Jo Joan Joann Joanna Joanne Jocelyn Jodi Jodie
Johanna Jolene Joni Josefa Josefina Josephine Josie Joy Joyce Juana Juanita Judith Judy Julia
Juliana Julianne Julie Juliette June Justine Kara Karen Kari Karin Karina Karla Kate Katelyn
Katharine Katherine Kathie Kathleen Kathrine Kathryn Kathy Katie Katrina Katy Kay Kaye Kayla
Keisha Kelli Kellie Kelsey Kendra Kenya Keri Kerri Kimberley Kimberly Kirsten Krista Kristen
Kristi Kristie Kristin Kristina Kristine Kristy Krystal Lacey Ladonna Lakeisha Lakisha Lana Lara
Latasha Latisha Latonya Latoya Laura Laurel Lauren Laurie Lavonne Lawanda Lea Leah Leann Leanne
Leila Lela Lena Lenora Lenore Leola Leona Leonor Lessie Letha Leticia Lidia Lila Lilia Lilian
Liliana Lillian Lillie Lilly Lily Lina Linda Lindsay Lisa Liza Lizzie Lois Lola Lora Loraine
Lorena Lorene Loretta Lori Lorie Lorna Lorraine Lorrie Lottie Louisa Louise Lourdes Luann Lucia
Lucile Lucille Lucinda Lucy Luella Luisa Lula Luz Lydia Lynda Lynette Lynne Lynnette Mabel Mable
Madeline Madelyn Madge Mae Magdalena Maggie Malinda Mallory Mamie Mandy Manuela Marcella Marci
Marcia Marcie Marcy Margaret Margarita Margery Margie Margo Margret Marguerite Mari Maria Marian
Marianne Maribel Maricela Marie Marietta Marilyn Marina Marisa Marisol Marissa Maritza Marjorie
Marla Marlene Marsha Marta Martha Martina Marva Mary Maryann Maryanne Marylou Matilda Mattie
Maude Maureen Mavis Maxine May Mayra Meagan Megan Meghan Melanie Melba Melinda Melisa Melissa
Melody Melva Mercedes Meredith Mia Michele Michelle Milagros Mildred Millie Mindy Minerva Minnie
Miranda Miriam Misty Mitzi Mollie Molly Mona Monica Monique Muriel Myra Myrna Myrtle Nadia Nadine
Nancy Nanette Nannie Naomi Natalia Natalie Natasha Nelda Nell Nellie Nettie Neva Nichole Nicole
Nikki Nina Nita Noemi Nola Nona Nora Noreen Norma Odessa Ofelia Ola Olga Olive Olivia Opal
Ophelia Ora Paige Pam Pamela Patrica Patrice Patricia Patsy Patti Patty Paula Paulette Pauline
Pearl Pearlie Peggy Penelope Penny Petra Phyllis Polly Priscilla Rachael Rachel Rachelle Rae
Ramona Randi Raquel Reba Rebecca Rebekah Regina Rena Renee Reva Rhoda Rhonda Rita Roberta Robyn
Rochelle Ronda Rosa Rosalie Rosalind Rosalinda Rosalyn Rosanne Rose Roseann Rosella Rosemarie
Rosemary Rosetta Rosie Roslyn Roxanne Roxie Ruby Ruth Ruthie Sabrina Sadie Sallie Sally Samantha
Sandra Sara Sarah Sasha Saundra Savannah Selena Selma Serena Shana Shanna Shari Sharon Sharron
Shauna Shawna Sheena Sheila Shelia Shelley Shelly Sheree Sheri Sherri Sherrie Sherry Sheryl
Shirley Silvia Simone Socorro Sofia Sondra Sonia Sonja Sonya Sophia Sophie Stacey Staci Stacie
Stefanie Stella Stephanie Sue Summer Susan Susana Susanna Susanne Susie Suzanne Suzette Sybil
Sylvia Tabatha Tabitha Tamara Tameka Tami Tamika Tammi Tammie Tammy Tania Tanisha Tanya Tara
Tasha Teresa Teri Terri Terrie Tessa Thelma Theresa Therese Tia Tiffany Tina Toni Tonia Tonya
Tracey Traci Tracie Tricia Trina Trisha Trudy Ursula Valarie Valeria Valerie Vanessa Velma Vera
Verna Veronica Vicki Vickie Vicky Victoria Vilma Viola Violet Virgie Virginia Vivian Wanda Wendi
Wendy Whitney Willa Wilma Winifred Winnie Yesenia Yolanda Yvette Yvonne Zelma
"""
)
"""Given to women nine times as often as to men."""

_CENSUS_MALE = words(
    """
Aaron Abel Abraham Adam Adolfo Adolph Agustin Al Alan Albert Alberto Alejandro Alex Alexander
Alfonso Alfred Alfredo Allan Allen Alonzo Alphonso Alton Alvaro Alvin Amos Andre Andres Andrew
Andy Angelo Anthony Antoine Anton Antonio Archie Armand Armando Arnold Arthur Arturo Austin Avery
Barry Bart Basil Ben Benito Benjamin Benny Bernard Bernardo Bert Bill Billy Blaine Blake Bob
Bobby Boyd Brad Bradford Bradley Brady Brain Brandon Brendan Brent Bret Brett Brian Bruce Bruno
Bryan Bryant Bryce Bryon Buddy Burton Byron Caleb Calvin Cameron Carl Carlos Carlton Cecil Cedric
Cesar Chad Charles Charlie Chase Chester Christopher Chuck Clarence Clark Claude Clay Clayton
Clement Cliff Clifford Clifton Clint Clinton Clyde Cody Cole Colin Conrad Corey Cornelius Cory
Coy Craig Curt Curtis Dale Dallas Damian Damien Damon Dan Dane Daniel Danny Dante Darin Darius
Darnell Darrel Darrell Darren Darrin Darryl Darwin Daryl Dave David Davis Dean Delbert Demetrius
Denis Dennis Denny Derek Derick Derrick Desmond Dewayne Dewey Dexter Diego Dion Domingo Dominic
Dominick Don Donald Donnell Donovan Doug Douglas Doyle Drew Duane Dustin Dwayne Dwight Dylan Earl
Earnest Ed Eddie Eddy Edgar Edmond Edmund Eduardo Edward Edwin Efrain Elbert Eldon Eli Elias
Elijah Elliot Elliott Ellis Elmer Elton Elvin Elvis Elwood Emanuel Emery Emil Emilio Emmanuel
Emmett Enrique Eric Erick Erik Ernest Ernesto Ernie Ervin Erwin Esteban Ethan Eugene Evan Everett
Fabian Federico Felipe Felix Fernando Fidel Floyd Forrest Francisco Frank Franklin Fred Freddy
Frederick Fredrick Gabriel Garland Garrett Garry Gary Gavin Gene Geoffrey George Gerald Gerard
Gerardo Gilbert Gilberto Glen Glenn Gonzalo Gordon Grady Graham Grant Greg Gregg Gregorio Gregory
Grover Guillermo Gus Gustavo Guy Hal Hans Harlan Harley Harold Harrison Harry Harvey Heath Hector
Henry Herbert Heriberto Herman Hiram Homer Horace Howard Hubert Hugh Hugo Humberto Ian Ignacio
Irvin Irving Isaac Isaiah Ismael Issac Ivan Jack Jackson Jacob Jake Jamal James Jared Jarrod
Jarvis Jason Jasper Javier Jay Jayson Jeff Jefferson Jeffery Jeffrey Jeffry Jerald Jeremiah
Jeremy Jermaine Jerome Jerry Jess Jesse Jesus Jim Jimmy Joaquin Joe Joel Joesph Joey John
Johnathan Johnny Jon Jonathan Jonathon Jorge Jose Joseph Josh Joshua Juan Julian Julio Julius
Junior Justin Karl Keith Kelvin Ken Kendrick Kenneth Kenny Kent Kermit Kevin Kirk Kristopher Kurt
Kyle Lamar Lamont Lance Larry Laurence Lawrence Leland Leo Leon Leonard Leonardo Leroy Lester
Levi Lewis Lionel Lloyd Logan Lonnie Lorenzo Louis Lowell Loyd Lucas Luis Luke Luther Lyle Mack
Malcolm Manuel Marc Marcel Marco Marcos Marcus Mario Mark Marlin Marlon Marshall Martin Marvin
Mason Mathew Matt Matthew Maurice Mauricio Max Maxwell Maynard Melvin Michael Micheal Miguel Mike
Miles Millard Milton Mitchell Moises Monte Monty Morris Moses Murray Myron Nathan Nathaniel Neal
Ned Neil Nelson Nicholas Nick Nickolas Nicolas Noah Noe Nolan Norbert Norman Norris Oliver Omar
Orlando Orville Oscar Otis Otto Owen Pablo Patrick Paul Pedro Percy Perry Pete Peter Phil Philip
Phillip Pierre Preston Quentin Quincy Quinton Rafael Ralph Ramiro Ramon Randal Randall Randolph
Randy Raphael Raul Ray Raymond Reed Reggie Reginald Reuben Rex Reynaldo Ricardo Richard Rick
Rickey Rickie Ricky Rigoberto Riley Rob Robert Roberto Rocco Rocky Rod Roderick Rodger Rodney
Rodolfo Rodrigo Rogelio Roger Roland Rolando Roman Romeo Ron Ronald Ronnie Roosevelt Rory Roscoe
Ross Roy Royce Ruben Rudolph Rudy Rufus Russel Russell Rusty Ryan Salvador Salvatore Sam Sammy
Samuel Santiago Saul Scot Scott Scotty Sean Sebastian Sergio Seth Shane Shaun Sheldon Sherman
Sidney Simon Solomon Spencer Stan Stanley Stephan Stephen Sterling Steve Steven Stewart Stuart
Sylvester Ted Teddy Terence Terrance Terrell Terrence Thaddeus Theodore Thomas Thurman Tim Timmy
Timothy Todd Tom Tomas Tommy Tony Travis Trent Trevor Troy Ty Tyler Tyrone Tyson Ulysses Vance
Vaughn Vern Vernon Vicente Victor Vince Vincent Virgil Wade Wallace Walter Ward Warren Wayne
Wendell Wesley Wilbert Wilbur Wiley Wilfred Wilfredo Will Willard William Williams Willis Wilson
Winston Wm Woodrow Xavier Zachary
"""
)
"""Given to men nine times as often as to women."""

_CENSUS_BOTH = words(
    """
Adrian Alexis Ali Angel Antonia Aubrey Bennie Billie Bobbie Carey Carroll Cary Casey Chris
Christian Cleo Courtney Dana Dee Devin Devon Dominique Donnie Francis Frankie Freddie Gale Gerry
Guadalupe Ira Jackie Jaime Jamie Jan Jean Jessie Jewel Jewell Jimmie Jody Johnnie Jordan Kasey
Kelley Kelly Kendall Kerry Kim Kris Laverne Lee Leigh Lesley Leslie Lindsey Loren Lou Louie Lupe
Lynn Marion Marty Merle Micah Michel Mickey Morgan Noel Odell Ollie Pat Rene Robbie Robin Rosario
Sammie Sandy Shannon Shawn Shelby Stacy Taylor Terry Toby Tommie Tracy Van Willie
"""
)
"""Given to both."""

_NEWS_FEMALE = words(
    """
Aisha Anjali Anneliese Aoife Astrid Ayanna Benazir Chiara Condoleezza Fatima Fiona Gemma Giulia
Huma Ilhan Imogen Irina Isla Ivanka Jacinda Kamala Kellyanne Ketanji Ksenia Madeleine Malala
Marine Melania Najma Ngozi Niamh Nicola Oksana Pramila Priya Rashida Saira Sigrid Siobhan Sunita
Sushma Svetlana Tatiana Tulsi Tzipi Usha Yulia Zainab Zoe Zuzana
"""
)
"""Names of women in world news."""

_NEWS_MALE = words(
    """
Abdul Abdullah Ahmed Aidan Aiden Alastair Aleksandr Alexei Alistair Amit Andrés Arjun Avigdor
Barack Bashar Bernie Boris Callum Clive Dieter Dmitri Dmitry Ehud Erdem Evgeny Ewan François
Gareth Giuseppe Hamid Hamish Hassan Henrik Hossein Hussein Ibrahim Igor Imran Jair Javad Jeb Jens
Joaquín Jürgen Keir Khalid Klaus Lars Liam Luiz Mahmoud Marek Mateusz Matteo Mehmet Mikhail Mitt
Mohamad Mohamed Mohammad Mohammed Moshe Muhammad Mustafa Naftali Narendra Nawaz Newt Nigel
Nikolai Olaf Oleg Osama Petro Pyotr Rahul Rajesh Recep Reince Rhys Rishi Saad Saddam Sadiq Sajid
Sanjay Sergei Sergey Shimon Shinzo Silvio Sven Tariq Tomasz Vijay Viktor Vivek Vladimir Volodymyr
Wolfgang Yair Yitzhak Yusuf Zoltan
"""
)
"""Names of men in world news."""
