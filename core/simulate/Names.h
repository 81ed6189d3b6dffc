/// Common given names, family names and towns, to be combined at random: no combination means a real person.
#pragma once

#include <array>

namespace lectern::simulation {

inline constexpr std::array girls{
    "Amara", "Olivia", "Emma", "Sofía", "Mia", "Isabella", "Ava", "Charlotte", "Amelia", "Harper", "Evelyn", "Camila", "Luna",
    "Aaliyah", "Zoë", "Nora", "Layla", "Priya", "Ananya", "Mei", "Yuki", "Linh", "Fatima", "Maryam", "Aisha", "Leila", "Chloe",
    "Grace", "Hannah", "Naomi", "Ruth", "Elena", "Valentina", "Lucía", "Ximena", "Gabriela", "Daniela", "Imani", "Nia", "Zuri",
    "Makena", "Adaeze", "Ingrid", "Freya", "Klara", "Zofia", "Anaïs", "Élise", "Noor", "Hana", "Sakura", "Ji-woo", "Min-seo",
    "Tara", "Kavya", "Diya", "Abigail", "Emily", "Madison", "Stella", "Violet", "Ivy", "Alice", "Clara"};

inline constexpr std::array boys{
    "Liam", "Noah", "Oliver", "Elijah", "Mateo", "Lucas", "Levi", "Ezra", "Asher", "Leo", "Luca", "Santiago", "Diego", "José",
    "Ángel", "Thiago", "Gabriel", "Daniel", "Samuel", "David", "Isaac", "Omar", "Yusuf", "Ibrahim", "Ali", "Zayd", "Arjun",
    "Rohan", "Vihaan", "Aarav", "Kenji", "Haruto", "Minh", "Duc", "Wei", "Jun", "Seo-jun", "Kwame", "Kofi", "Malik", "Jamal",
    "Darius", "Emeka", "Tunde", "Jakub", "Łukasz", "Mikołaj", "Lars", "Henrik", "André", "Rémi", "Theo", "James", "Henry",
    "William", "Benjamin", "Jack", "Owen", "Caleb", "Miles", "Julian", "Adrian", "Marcus", "Nathan"};

inline constexpr std::array families{
    "Smith", "Johnson", "Williams", "Brown", "Jones", "Garcia", "Miller", "Davis", "Rodríguez", "Martínez", "Hernández", "López",
    "González", "Wilson", "Anderson", "Thomas", "Taylor", "Moore", "Jackson", "Martin", "Lee", "Pérez", "Thompson", "White",
    "Harris", "Sánchez", "Clark", "Ramírez", "Lewis", "Robinson", "Walker", "Young", "Allen", "King", "Wright", "Scott", "Torres",
    "Nguyen", "Hill", "Flores", "Green", "Adams", "Nelson", "Baker", "Hall", "Rivera", "Campbell", "Mitchell", "Carter", "Roberts",
    "Tran", "Pham", "Chen", "Wang", "Li", "Zhang", "Kim", "Park", "Choi", "Patel", "Shah", "Singh", "Kumar", "Gupta", "Khan",
    "Ahmed", "Hassan", "Ali", "Mohamed", "Okafor", "Mensah", "Diallo", "Traoré", "Abebe", "Bekele", "Silva", "Santos", "Costa",
    "Oliveira", "Pereira", "Almeida", "Kowalski", "Nowak", "Novak", "Murphy", "O'Brien", "Sullivan", "Kelly", "Walsh", "Rossi",
    "Russo", "Schmidt", "Fischer", "Weber", "Cohen", "Levy", "Haddad", "Nasser", "Tanaka", "Sato", "Watanabe", "Ito", "Joseph",
    "Pierre", "Baptiste", "Charles"};

struct Town
{
    const char* name;
    int share; ///< learners who live there, in relation to the others
};

/// Towns of one real region, all in Massachusetts.
inline constexpr std::array towns{Town{"Worcester", 34},  Town{"Shrewsbury", 16}, Town{"Auburn", 10},     Town{"Holden", 9},
                                  Town{"Millbury", 7},    Town{"Grafton", 7},     Town{"Leicester", 6},   Town{"West Boylston", 4},
                                  Town{"Northborough", 3}, Town{"Sutton", 2},     Town{"Oxford", 1},      Town{"Framingham", 1}};

struct Language
{
    const char* name;
    int share;
};

inline constexpr std::array languages{Language{"English", 71}, Language{"Spanish", 13},   Language{"Portuguese", 5},
                                      Language{"Vietnamese", 4}, Language{"Arabic", 3},   Language{"Haitian Creole", 2},
                                      Language{"Mandarin", 2}};

inline constexpr std::array schoolNames{"Northside", "Riverside", "Lakeview", "Hillcrest", "Maple Grove", "Eastfield",
                                        "Westbrook", "Stonebridge", "Fairview", "Oakwood", "Meadowlands", "Harborview"};

} // namespace lectern::simulation
